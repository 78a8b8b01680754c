package sleeper.ingest.spill;

import java.util.concurrent.atomic.AtomicLong;
import sleeper.core.error.BudgetExceeded;

/** How much of the disk spill files may take at once. Thread-safe. */
public final class DiskBudget {

  private final long maxBytes;
  private final AtomicLong used = new AtomicLong();
  private final AtomicLong written = new AtomicLong();

  /** A budget, nothing of it used. */
  public DiskBudget(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** All bytes that were ever written. */
  public long written() {
    return written.get();
  }

  /** Whether so many bytes more may be written. */
  public boolean hasRoomFor(long bytes) {
    return used.get() <= maxBytes - bytes;
  }

  /**
   * Takes a part of the budget.
   *
   * @throws BudgetExceeded if there is not enough of it
   */
  void take(long bytes) {
    long now = used.addAndGet(bytes);
    if (now > maxBytes) {
      used.addAndGet(-bytes);
      throw new BudgetExceeded(
          "The rows fit neither the memory budget nor the disk budget; raise one of them, or let"
              + " the job write several files for a leaf partition: diskBudgetBytes="
              + maxBytes
              + ", neededBytes="
              + now);
    }
    written.addAndGet(bytes);
  }

  void giveBack(long bytes) {
    used.addAndGet(-bytes);
  }
}
