package sleeper.core.tracker;

/**
 * Rows that a run took in and put out.
 *
 * @param read rows taken from the input
 * @param written rows in the files that were added
 */
public record RowCounts(long read, long written) {

  /** No rows. */
  public static final RowCounts NONE = new RowCounts(0, 0);
}
