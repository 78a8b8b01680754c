package sleeper.ingest.task;

import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sleeper.core.queue.QueueDepth;
import sleeper.core.tracker.JobProgress;
import sleeper.ingest.runner.IngestResult;

/** A listener whose failures are nobody else's. */
record SafeListener(TaskListener listener) implements TaskListener {

  private static final Logger LOGGER = LoggerFactory.getLogger(SafeListener.class);

  @Override
  public void jobReceived() {
    tell(TaskListener::jobReceived);
  }

  @Override
  public void runAt(JobProgress progress) {
    tell(known -> known.runAt(progress));
  }

  @Override
  public void jobEnded(JobEnd end) {
    tell(known -> known.jobEnded(end));
  }

  @Override
  public void committed(IngestResult result) {
    tell(known -> known.committed(result));
  }

  @Override
  public void queueSeen(QueueDepth depth) {
    tell(known -> known.queueSeen(depth));
  }

  private void tell(Consumer<TaskListener> news) {
    try {
      news.accept(listener);
    } catch (RuntimeException e) {
      LOGGER.warn("A listener of the task failed", e);
    }
  }
}
