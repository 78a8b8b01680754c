package sleeper.cli.job;

import sleeper.core.error.InvalidInput;
import sleeper.core.queue.JobQueue;
import sleeper.instance.SleeperInstance;

/** Where the job messages of an instance are. */
public final class InstanceQueue {

  private InstanceQueue() {}

  /** The queue of an instance; open as long as the instance is. */
  public static JobQueue of(SleeperInstance instance) {
    return instance
        .ingestTasks()
        .localQueue()
        .orElseThrow(
            () -> new InvalidInput("Instance " + instance.location() + " has no queue of jobs"));
  }
}
