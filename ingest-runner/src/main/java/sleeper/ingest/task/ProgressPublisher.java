package sleeper.ingest.task;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sleeper.core.queue.JobQueue;
import sleeper.core.tracker.JobPhase;
import sleeper.core.tracker.JobProgress;
import sleeper.core.tracker.JobProgressStore;

/**
 * Publishes once a second how far runs are, in the store and to the listener, on a thread of its
 * own, and looks at the queue from time to time. What fails is logged and tried again. Thread-safe.
 */
final class ProgressPublisher implements AutoCloseable {

  private static final Logger LOGGER = LoggerFactory.getLogger(ProgressPublisher.class);
  private static final long PERIOD_MILLIS = 1000;
  private static final int PERIODS_PER_LOOK = 30;

  private final JobProgressStore store;
  private final JobQueue queue;
  private final TaskListener listener;
  private final Set<RunProgress> runs = ConcurrentHashMap.newKeySet();
  private final Thread thread;

  ProgressPublisher(TaskPorts ports, TaskListener listener) {
    this.store = ports.progress();
    this.queue = ports.queue();
    this.listener = listener;
    thread = new Thread(this::publishAll, "ingest-progress");
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Publishes a run until it ends. */
  void add(RunProgress run) {
    runs.add(run);
  }

  /** Publishes how a run has ended, and then no more of it. */
  void end(RunProgress run, JobPhase phase) {
    runs.remove(run);
    run.end(phase, this::save);
  }

  @Override
  public void close() {
    thread.interrupt();
  }

  private void publishAll() {
    try {
      for (int period = 0; true; period++) {
        if (period % PERIODS_PER_LOOK == 0) {
          lookAtQueue();
        }
        runs.forEach(run -> run.publish(this::save));
        Thread.sleep(PERIOD_MILLIS);
      }
    } catch (InterruptedException e) {
      LOGGER.debug("No progress is published any more");
    }
  }

  private void save(JobProgress progress) {
    new SafeListener(listener).runAt(progress);
    try {
      store.publish(progress);
    } catch (RuntimeException | Error e) {
      LOGGER.warn("Could not publish the progress of job {}", progress.run().jobId(), e);
    }
  }

  private void lookAtQueue() {
    if (listener == TaskListener.NONE) {
      return;
    }
    try {
      listener.queueSeen(queue.depth());
    } catch (RuntimeException | Error e) {
      LOGGER.warn("Could not look at the queue", e);
    }
  }
}
