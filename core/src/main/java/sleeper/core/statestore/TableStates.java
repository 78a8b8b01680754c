package sleeper.core.statestore;

/** Reads the states of one table. Thread-safe. */
public interface TableStates {

  /** The state after every transaction that was committed before the call. */
  TableState latest();

  /**
   * The files after every transaction that was committed before the call, with the partitions and
   * the schema that an earlier state had, which are not read. For commits, whose last step finds
   * out whether the partitions are still those.
   */
  TableState latestFilesIn(TableState earlier);

  /**
   * The state at an older version.
   *
   * @throws sleeper.core.error.InvalidInput if the version is in the future, or can no longer be
   *     read; then it names the earliest one that can
   */
  TableState asOf(long version);
}
