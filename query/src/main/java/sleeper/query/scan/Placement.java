package sleeper.query.scan;

/** Who put the rows of a table into its leaf partitions. */
public enum Placement {
  /** This engine alone: the rows of a leaf partition lie in its region. */
  OURS,
  /**
   * Sleeper's own code as well, which puts some keys elsewhere (see {@link
   * sleeper.core.partition.SleeperOrder}): files are read for what they hold, not for where they
   * are.
   */
  SLEEPERS
}
