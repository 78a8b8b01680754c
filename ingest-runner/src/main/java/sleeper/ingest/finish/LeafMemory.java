package sleeper.ingest.finish;

import sleeper.ingest.sort.RowSorter;

/** How much memory it takes to sort and write rows that are all loaded at once. */
public final class LeafMemory {

  /** Columns grow by half; on average a quarter of what they take is not used. */
  private static final int SPARE_DIVISOR = 8;

  private LeafMemory() {}

  /** The memory for so many rows of so many bytes in all. */
  public static long needed(FinishSettings settings, long rows, long bytes) {
    return needed(settings.rowGroupBytes(), settings.fileBytes(), rows, bytes);
  }

  /** The same, given the most bytes of a row group and what an open file takes besides it. */
  public static long needed(long rowGroupBytes, long fileBytes, long rows, long bytes) {
    long rowGroup = Math.min(bytes, rowGroupBytes);
    return bytes + bytes / SPARE_DIVISOR + RowSorter.bytes(rows) + rowGroup + fileBytes;
  }
}
