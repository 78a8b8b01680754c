package sleeper.cli.job;

import java.nio.file.Path;
import java.time.Duration;
import sleeper.aws.queue.JobQueues;
import sleeper.core.tracker.TaskTotals;
import sleeper.ingest.task.RetryDelays;
import sleeper.ingest.task.TaskListener;
import sleeper.instance.IngestTasks;
import sleeper.instance.SleeperInstance;

/** Does the jobs of an instance's queue in this process. */
public final class TestTask {

  private TestTask() {}

  /** Does jobs until no message can be received; what failed is tried again a minute later. */
  public static TaskTotals run(Path folder) {
    return run(folder, Duration.ofMinutes(1));
  }

  /** The same, where what failed is tried again after so long. */
  static TaskTotals run(Path folder, Duration retryDelay) {
    try (SleeperInstance instance = SleeperInstance.open(folder)) {
      IngestTasks tasks = instance.ingestTasks();
      return tasks
          .create(
              JobQueues.of(instance),
              tasks
                  .settings()
                  .withWaits(Duration.ZERO, Duration.ZERO)
                  .withRetryDelays(new RetryDelays(retryDelay, retryDelay)),
              TaskListener.NONE)
          .run();
    }
  }
}
