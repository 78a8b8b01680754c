package sleeper.core.statestore.log;

import sleeper.core.statestore.transaction.LogKind;

/** The transaction logs of all tables of an instance. Thread-safe. */
public interface TransactionLogs {

  /** The log of a table and kind; nothing is read or written yet. */
  TransactionLog log(String tableId, LogKind kind);
}
