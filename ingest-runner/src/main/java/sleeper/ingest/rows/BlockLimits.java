package sleeper.ingest.rows;

/**
 * How large the blocks of a row source may grow.
 *
 * @param maxRows rows in a block
 * @param maxBytes bytes of values after which a block is full; the last row may go over it
 * @param maxRowBytes bytes that one row may take
 */
public record BlockLimits(int maxRows, long maxBytes, long maxRowBytes) {

  private static final int MAX_ROWS = 64 * 1024;
  private static final long MAX_BYTES = 16L << 20;
  private static final int ROW_SHARE = 4;
  private static final int BLOCK_SHARE = 16;

  public BlockLimits {
    if (maxRows < 1 || maxBytes < 1 || maxRowBytes < 1) {
      throw new IllegalArgumentException("A block needs room for a row");
    }
  }

  /** Blocks of a sixteenth of a memory budget, at most 64 k rows and 16 MiB; a row of a quarter. */
  public static BlockLimits ofBudget(long memoryBudgetBytes) {
    return new BlockLimits(
        MAX_ROWS,
        Math.max(1, Math.min(MAX_BYTES, memoryBudgetBytes / BLOCK_SHARE)),
        Math.max(1, memoryBudgetBytes / ROW_SHARE));
  }

  /** The memory budget with which a row of so many bytes would be taken. */
  static long budgetForRow(long rowBytes) {
    return Math.multiplyExact(rowBytes, ROW_SHARE);
  }

  /** Arrays grow by half, so this is the most that is allocated for a full block. */
  public long memoryBytes() {
    return maxBytes + maxBytes / 2;
  }
}
