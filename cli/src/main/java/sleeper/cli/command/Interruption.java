package sleeper.cli.command;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets work that is under way clean up when the process is asked to end, as by Ctrl-C: the working
 * thread is interrupted, and the process stays until it has left the work, for a while.
 */
public final class Interruption implements AutoCloseable {

  private static final int PATIENCE_SECONDS = 30;

  private final Thread worker = Thread.currentThread();
  private final CountDownLatch left = new CountDownLatch(1);
  private final Thread hook = new Thread(this::interrupt, "sleeper-interruption");

  private Interruption() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** From here until it is closed, this thread's work is interrupted when the process is to end. */
  public static Interruption ofThisThread() {
    return new Interruption();
  }

  @Override
  public void close() {
    left.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending already: the hook is what waited for this.
      Thread.interrupted();
    }
  }

  private void interrupt() {
    worker.interrupt();
    try {
      left.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
