package sleeper.ingest.pipeline;

/**
 * How the memory budget is shared out.
 *
 * <p>While rows come in: the source, rows that wait to be partitioned, gathering and spilling, the
 * dictionaries, and the arena, which gets the most. While leaves are finished: rows that are still
 * in the arena, and the leaves that are being written. No leaf may take more than a fixed part of
 * the budget, whatever the number of threads, so that files are the same for any.
 *
 * @param arenaBytes for rows in memory
 * @param stageBytes for each of the two buffers that a spill goes through
 * @param dictionaryBytes for dictionaries of a whole job
 * @param waitingBytes for a piece of a block that waits for its turn; there are three
 * @param maxRowBytes the largest row
 */
record MemoryPlan(
    long arenaBytes, int stageBytes, long dictionaryBytes, long waitingBytes, long maxRowBytes) {

  private static final int MIN_STAGE = 1 << 13;
  private static final int MAX_STAGE = 1 << 22;
  private static final long MIN_ARENA = 1 << 20;

  /**
   * The shares of a job's budget.
   *
   * @param fileBytes what an open file takes
   */
  static MemoryPlan of(PipelineSettings settings, long fileBytes) {
    return of(settings.memoryBytes(), settings.sourceBytes(), settings.fullPolicy(), fileBytes);
  }

  /** The same, given what of the settings matters. */
  static MemoryPlan of(long memoryBytes, long sourceBytes, FullPolicy fullPolicy, long fileBytes) {
    long available = memoryBytes - sourceBytes;
    long stage = Math.max(MIN_STAGE, Math.min(MAX_STAGE, available / 64));
    long dictionaries = available / 32;
    long beside =
        fullPolicy == FullPolicy.FLUSH
            ? besideFlush(available, 2 * stage + dictionaries + fileBytes)
            : besideLeaf(memoryBytes) - dictionaries - fileBytes;
    long arena = Math.max(MIN_ARENA, Math.min(available * 5 / 8, beside));
    return new MemoryPlan(arena, (int) stage, dictionaries, arena / 16, memoryBytes / 4);
  }

  /**
   * What is not for the rows of a leaf, where leaves are written while the arena is full for want
   * of disk. With less than a quarter for them, large leaves would be written a few rows at a time.
   */
  private static long besideLeaf(long available) {
    return available * 3 / 4;
  }

  /**
   * Leaves are flushed while the source still holds its memory, and rows that wait take another
   * quarter of the arena.
   */
  private static long besideFlush(long available, long besides) {
    return (besideLeaf(available) - besides) * 4 / 5;
  }

  /** What is taken while rows come in besides the arena, the source and the dictionaries. */
  long besidesArena() {
    return 2L * stageBytes + 4 * waitingBytes;
  }

  /** The most bytes of a row group, where the settings want so many. */
  static long rowGroupBytes(long wanted, long memoryBytes) {
    return Math.min(wanted, memoryBytes / 8);
  }

  /**
   * The most memory that one leaf may take, an open file included: a little less than half of what
   * there is, so that two are finished at once, or, where that would leave no room for rows beside
   * the file, as much as it takes.
   */
  static long leafBytes(long available, long fileBytes) {
    return Math.max(available * 9 / 20, Math.min(available, fileBytes + available / 4));
  }
}
