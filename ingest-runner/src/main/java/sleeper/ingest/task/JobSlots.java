package sleeper.ingest.task;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads for jobs, as many as may be done at once. Thread-safe. */
final class JobSlots {

  private final AtomicInteger busy = new AtomicInteger();
  private final Semaphore free;
  private final ExecutorService threads;

  JobSlots(int slots) {
    free = new Semaphore(slots);
    AtomicInteger number = new AtomicInteger();
    threads =
        Executors.newFixedThreadPool(
            slots, work -> new Thread(work, "ingest-job-" + number.incrementAndGet()));
  }

  /** Takes all free slots, at least one; waits for it. */
  int takeFree() throws InterruptedException {
    free.acquire();
    return 1 + free.drainPermits();
  }

  /** Gives slots back that were taken and are not needed. */
  void giveBack(int unused) {
    free.release(unused);
  }

  /** Does work in a slot that was taken. */
  void run(Runnable work) {
    busy.incrementAndGet();
    threads.execute(
        () -> {
          try {
            work.run();
          } finally {
            busy.decrementAndGet();
            free.release();
          }
        });
  }

  /** Whether work is being done. */
  boolean isBusy() {
    return busy.get() > 0;
  }

  /** Interrupts all work. */
  void interrupt() {
    threads.shutdownNow();
  }

  /** Takes no more work. */
  void close() {
    threads.shutdown();
  }

  /** Waits until all work has ended after {@link #close}; false if that takes longer. */
  boolean awaitEnd(long millis) throws InterruptedException {
    return threads.awaitTermination(millis, TimeUnit.MILLISECONDS);
  }
}
