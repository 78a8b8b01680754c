package sleeper.core.statestore.transaction;

/** The two logs of a table, which number their transactions independently, each from 1. */
public enum LogKind {
  /** Which files hold which rows; its numbers are the table's versions. */
  FILES,
  /** How the keys are divided. */
  PARTITIONS
}
