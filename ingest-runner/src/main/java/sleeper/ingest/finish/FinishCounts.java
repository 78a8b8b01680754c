package sleeper.ingest.finish;

import java.util.concurrent.atomic.AtomicLong;

/** Counts which ways leaves were written. Thread-safe. */
public final class FinishCounts {

  private final AtomicLong subRanges = new AtomicLong();
  private final AtomicLong merges = new AtomicLong();

  /** How many leaves, or ranges of one, were cut into ranges of keys. */
  public long subRangeLeaves() {
    return subRanges.get();
  }

  /** How many leaves, or ranges of one, were sorted in runs that were merged. */
  public long mergedLeaves() {
    return merges.get();
  }

  void countSubRanges() {
    subRanges.incrementAndGet();
  }

  void countMerge() {
    merges.incrementAndGet();
  }
}
