package sleeper.cli.command;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Lets work that is under way clean up when the process is asked to end, as by Ctrl-C: the working
 * thread is interrupted, and the process stays until it has left the work, for a while.
 */
public final class Interruption implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final AtomicReference<@Nullable Interruption> CURRENT = new AtomicReference<>();

  private final Thread worker = Thread.currentThread();
  private final CountDownLatch left = new CountDownLatch(1);
  private final Thread hook = new Thread(this::interrupt, "sleeper-interruption");
  private volatile @Nullable Stop stop;

  /**
   * Another way to end work than to interrupt its thread.
   *
   * @param action ends the work, or asks it to end; called from another thread
   * @param patience how long the process stays after that until the thread has left the work
   */
  private record Stop(Runnable action, Duration patience) {}

  private Interruption() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** From here until it is closed, this thread's work is interrupted when the process is to end. */
  public static Interruption ofThisThread() {
    Interruption interruption = new Interruption();
    CURRENT.set(interruption);
    return interruption;
  }

  /**
   * Until the handle is closed, work is ended by an action when the process is asked to end, where
   * it would be interrupted.
   */
  public static Handle by(Runnable action, Duration patience) {
    Interruption current = CURRENT.get();
    if (current == null) {
      return () -> {};
    }
    current.stop = new Stop(action, patience);
    return () -> current.stop = null;
  }

  /** Ends what it stands for. */
  public interface Handle extends AutoCloseable {
    @Override
    void close();
  }

  @Override
  public void close() {
    left.countDown();
    CURRENT.compareAndSet(this, null);
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending already: the hook is what waited for this.
      Thread.interrupted();
    }
  }

  private void interrupt() {
    Stop other = stop;
    Duration patience = other == null ? PATIENCE : other.patience();
    if (other == null) {
      worker.interrupt();
    } else {
      other.action().run();
    }
    try {
      left.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
