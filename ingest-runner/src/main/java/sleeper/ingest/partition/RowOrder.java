package sleeper.ingest.partition;

/**
 * Orders rows by partition, those of a partition as they come: a counting sort. The arrays are kept
 * for the next one. Not thread-safe.
 */
public final class RowOrder {

  private final RowPartitioner partitioner;
  private int[] found = new int[0];
  private int[] rows = new int[0];

  /** Orders by this. */
  public RowOrder(RowPartitioner partitioner) {
    this.partitioner = partitioner;
  }

  /** The bytes that ordering so many rows takes. */
  public static long bytes(long rows) {
    return rows * 2 * Integer.BYTES;
  }

  /**
   * Orders the rows {@code from} to {@code to} of some columns.
   *
   * @return where each partition's rows start in {@link #rows}, and, one further, end
   */
  public int[] order(java.util.List<sleeper.parquet.block.Column> columns, int from, int to) {
    int count = to - from;
    if (rows.length < count) {
      found = new int[count];
      rows = new int[count];
    }
    int partitions = partitioner.partitions();
    int[] starts = new int[partitions + 1];
    if (partitions == 1) {
      starts[1] = count;
      for (int i = 0; i < count; i++) {
        rows[i] = from + i;
      }
      return starts;
    }
    partitioner.find(columns, from, to, found);
    count(found, count, starts);
    for (int i = 0; i < partitions; i++) {
      starts[i + 1] += starts[i];
    }
    place(found, count, from, starts, rows);
    System.arraycopy(starts, 0, starts, 1, partitions);
    starts[0] = 0;
    return starts;
  }

  /** The numbers of the rows, in order of partitions; until the next ordering. */
  public int[] rows() {
    return rows;
  }

  private static void count(int[] found, int count, int[] counts) {
    for (int i = 0; i < count; i++) {
      counts[found[i] + 1]++;
    }
  }

  private static void place(int[] found, int count, int first, int[] next, int[] rows) {
    for (int i = 0; i < count; i++) {
      rows[next[found[i]]++] = first + i;
    }
  }
}
