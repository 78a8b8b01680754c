package sleeper.statestore.dynamo;

/** Who writes to the state store of an instance. */
public enum Ownership {
  /** This engine alone, so that everything that belongs together changes in one transaction. */
  OURS,
  /**
   * Sleeper's own code as well, whose writers expect that a request only ever fails because the
   * next number is taken: its tables are written by single requests alone, since a transaction
   * would make theirs fail with a conflict.
   */
  SHARED
}
