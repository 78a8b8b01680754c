package sleeper.aws.task;

import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sleeper.core.queue.QueueDepth;
import sleeper.core.tracker.JobProgress;
import sleeper.ingest.runner.IngestResult;
import sleeper.ingest.task.JobEnd;
import sleeper.ingest.task.TaskListener;

/** Tells several listeners; one that fails does not keep the others from hearing. */
record CombinedListener(List<TaskListener> listeners) implements TaskListener {

  private static final Logger LOGGER = LoggerFactory.getLogger(CombinedListener.class);

  CombinedListener {
    listeners = List.copyOf(listeners);
  }

  @Override
  public void jobReceived() {
    tell(TaskListener::jobReceived);
  }

  @Override
  public void runAt(JobProgress progress) {
    tell(listener -> listener.runAt(progress));
  }

  @Override
  public void jobEnded(JobEnd end) {
    tell(listener -> listener.jobEnded(end));
  }

  @Override
  public void committed(IngestResult result) {
    tell(listener -> listener.committed(result));
  }

  @Override
  public void queueSeen(QueueDepth depth) {
    tell(listener -> listener.queueSeen(depth));
  }

  private void tell(Consumer<TaskListener> news) {
    for (TaskListener listener : listeners) {
      try {
        news.accept(listener);
      } catch (RuntimeException e) {
        LOGGER.warn("A listener of the task failed", e);
      }
    }
  }
}
