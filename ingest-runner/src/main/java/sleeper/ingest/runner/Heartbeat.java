package sleeper.ingest.runner;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sleeper.core.error.LeaseLost;
import sleeper.core.ingest.IngestRun;
import sleeper.core.job.JobLogging;

/**
 * Renews the lease of a run from a thread of its own until it is closed.
 *
 * <p>A renewal that fails is tried again at the next beat, since a lease lasts for several of them.
 * One that finds the lease lost ends the heartbeat; {@link #check} tells.
 */
final class Heartbeat implements AutoCloseable {

  private static final Logger LOGGER = LoggerFactory.getLogger(Heartbeat.class);

  private final IngestRun run;
  private final AtomicReference<@Nullable LeaseLost> lost = new AtomicReference<>();
  private final Thread thread;
  private volatile boolean closed;

  private Heartbeat(IngestRun run) {
    this.run = run;
    thread = new Thread(JobLogging.carry(this::beat), "ingest-heartbeat-" + run.runId());
    thread.setDaemon(true);
  }

  static Heartbeat start(IngestRun run) {
    Heartbeat heartbeat = new Heartbeat(run);
    heartbeat.thread.start();
    return heartbeat;
  }

  /**
   * Does nothing while the lease is ours.
   *
   * @throws LeaseLost if a renewal found it lost
   */
  void check() {
    LeaseLost found = lost.get();
    if (found != null) {
      throw new LeaseLost(String.valueOf(found.getMessage()));
    }
  }

  /** Ends the thread; a renewal under way may be its last. */
  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }

  /** Waits until it has ended: it was closed, or the lease is lost. */
  void awaitEnd() throws InterruptedException {
    thread.join();
  }

  private void beat() {
    try {
      while (!closed) {
        Thread.sleep(run.renewalPeriodMillis());
        renew();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (LeaseLost e) {
      lost.set(e);
    }
  }

  private void renew() {
    try {
      run.renew();
    } catch (LeaseLost e) {
      throw e;
    } catch (RuntimeException | Error e) {
      if (closed) {
        return;
      }
      LOGGER.warn("Could not renew the lease of run {}; trying again", run.runId(), e);
    }
  }
}
