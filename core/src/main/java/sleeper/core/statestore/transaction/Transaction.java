package sleeper.core.statestore.transaction;

/** One change of a table's state, all or nothing. A value; the log keeps it as JSON. */
public sealed interface Transaction permits FileTransaction, PartitionTransaction {

  /** Its type in the log. */
  TransactionType type();
}
