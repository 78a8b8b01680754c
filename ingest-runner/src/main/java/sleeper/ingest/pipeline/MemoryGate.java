package sleeper.ingest.pipeline;

import java.util.concurrent.atomic.AtomicLong;

/** Lets work begin when there is memory for it. Thread-safe. */
final class MemoryGate {

  private final long total;
  private final AtomicLong peak;
  private final long held;
  private long free;

  /**
   * A gate to some memory.
   *
   * @param total how much there is
   * @param held how much is taken besides, which counts for the peak
   * @param peak the most that was ever taken
   */
  MemoryGate(long total, long held, AtomicLong peak) {
    this.total = total;
    this.held = held;
    this.peak = peak;
    free = total;
  }

  /** Takes memory now if it is free. */
  synchronized boolean tryTake(long bytes) {
    if (bytes > free) {
      return false;
    }
    take(bytes);
    return true;
  }

  /** Takes memory, as much as there is in all at most, once it is free; how much it took. */
  synchronized long await(long bytes) throws InterruptedException {
    long wanted = Math.min(bytes, total);
    while (wanted > free) {
      wait();
    }
    take(wanted);
    return wanted;
  }

  synchronized void giveBack(long bytes) {
    free += bytes;
    notifyAll();
  }

  private void take(long bytes) {
    free -= bytes;
    peak.accumulateAndGet(held + total - free, Math::max);
  }
}
