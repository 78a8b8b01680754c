package sleeper.ingest.finish;

import java.io.InterruptedIOException;

/** Stops work whose thread was interrupted. */
final class CancelledFinish {

  private CancelledFinish() {}

  /** Throws if the thread was interrupted, leaving it so. */
  static void check() throws InterruptedIOException {
    if (Thread.currentThread().isInterrupted()) {
      throw new InterruptedIOException("Writing the leaf partitions was interrupted");
    }
  }
}
