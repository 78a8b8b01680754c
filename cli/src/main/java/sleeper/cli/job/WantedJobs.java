package sleeper.cli.job;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import sleeper.core.error.InvalidInput;
import sleeper.core.queue.DeadMessage;
import sleeper.instance.SleeperInstance;

/** Tells the messages of jobs that were named; all messages where none was. */
final class WantedJobs implements Predicate<DeadMessage> {

  private final SleeperInstance instance;
  private final List<String> jobIds;
  private final Set<String> found = new HashSet<>();

  WantedJobs(SleeperInstance instance, List<String> jobIds) {
    this.instance = instance;
    this.jobIds = List.copyOf(jobIds);
  }

  @Override
  public boolean test(DeadMessage message) {
    if (jobIds.isEmpty()) {
      return true;
    }
    String jobId = instance.ingestTasks().read(message.id(), message.body()).jobId();
    boolean isWanted = jobIds.contains(jobId);
    if (isWanted) {
      found.add(jobId);
    }
    return isWanted;
  }

  /** Complains of a job of which there was no message, such as one that was misspelt. */
  void checkAllWereFound() {
    for (String jobId : jobIds) {
      if (!found.contains(jobId)) {
        throw new InvalidInput(
            "No dead message is of job %s; sleeper job dead lists those that there are"
                .formatted(jobId));
      }
    }
  }
}
