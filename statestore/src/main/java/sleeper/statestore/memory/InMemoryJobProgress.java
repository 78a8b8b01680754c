package sleeper.statestore.memory;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import sleeper.core.tracker.JobDetails;
import sleeper.core.tracker.JobProgress;
import sleeper.core.tracker.JobProgressStore;
import sleeper.core.tracker.JobRunIds;

/** Progress of runs in memory, kept for ever. */
public final class InMemoryJobProgress implements JobProgressStore {

  private record RunKey(String tableId, String jobId, String runId) {

    static RunKey of(JobRunIds run) {
      return new RunKey(required(run.tableId(), run), run.jobId(), required(run.runId(), run));
    }

    private static String required(@Nullable String id, JobRunIds run) {
      if (id == null) {
        throw new IllegalArgumentException("A run has an id and a table: " + run);
      }
      return id;
    }
  }

  private final Map<RunKey, JobProgress> progress = new ConcurrentHashMap<>();
  private final Map<RunKey, JobDetails> details = new ConcurrentHashMap<>();

  @Override
  public void publish(JobProgress run) {
    progress.put(RunKey.of(run.run()), run);
  }

  @Override
  public List<JobProgress> ofTable(String tableId) {
    return matching(key -> key.tableId().equals(tableId));
  }

  @Override
  public List<JobProgress> ofJob(String tableId, String jobId) {
    return matching(key -> key.tableId().equals(tableId) && key.jobId().equals(jobId));
  }

  @Override
  public void keep(JobDetails run) {
    details.put(RunKey.of(run.run()), run);
  }

  @Override
  public Optional<JobDetails> details(String tableId, String jobId, String runId) {
    return Optional.ofNullable(details.get(new RunKey(tableId, jobId, runId)));
  }

  private List<JobProgress> matching(Predicate<RunKey> condition) {
    return progress.entrySet().stream()
        .filter(entry -> condition.test(entry.getKey()))
        .map(Map.Entry::getValue)
        .sorted(Comparator.comparing(JobProgress::time).reversed())
        .toList();
  }
}
