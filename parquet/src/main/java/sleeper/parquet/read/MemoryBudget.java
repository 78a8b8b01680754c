package sleeper.parquet.read;

import sleeper.core.error.BudgetExceeded;

/** Counts the bytes of buffers, pages and dictionaries of one reader and refuses more than fit. */
final class MemoryBudget {

  private final String file;
  private final long limit;
  private long used;

  MemoryBudget(String file, long limit) {
    this.file = file;
    this.limit = limit;
  }

  /** Counts bytes that are about to be allocated for a column. */
  void reserve(long bytes, String column) {
    if (used + bytes > limit) {
      throw new BudgetExceeded(
          "Column %s of file %s needs a page or dictionary of %d bytes, and %d of %d bytes are in use; give reading more memory"
              .formatted(column, file, bytes, used, limit));
    }
    used += bytes;
  }

  /** Counts back bytes that are no longer held. */
  void release(long bytes) {
    used -= bytes;
  }

  long used() {
    return used;
  }
}
