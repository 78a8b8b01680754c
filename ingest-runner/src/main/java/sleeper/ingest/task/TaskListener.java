package sleeper.ingest.task;

import sleeper.core.queue.QueueDepth;
import sleeper.core.tracker.JobProgress;
import sleeper.ingest.runner.IngestResult;

/**
 * Hears what a task does, to count it. Called from several threads; must return at once. What it
 * throws is logged.
 */
public interface TaskListener {

  /** Hears nothing. */
  TaskListener NONE = new TaskListener() {};

  /** A message was received and is being worked on. */
  default void jobReceived() {}

  /** How far a run is, once a second and at its end. */
  default void runAt(JobProgress progress) {}

  /** A delivery of a message has come to its end. */
  default void jobEnded(JobEnd end) {}

  /**
   * A job has added its rows: rows, files, bytes, spills and commit conflicts are in its result.
   */
  default void committed(IngestResult result) {}

  /** The queue was looked at, every half minute or so. */
  default void queueSeen(QueueDepth depth) {}
}
