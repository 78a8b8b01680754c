package sleeper.core.tracker;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A job, as the events of its runs tell: the same that Sleeper's reports say of them.
 *
 * @param tableId the table, or null if its message named none that there is
 * @param jobId the job
 * @param runs newest first; at least one
 */
public record JobStatus(@Nullable String tableId, String jobId, List<JobRunStatus> runs) {

  private record JobKey(@Nullable String tableId, String jobId) {}

  public JobStatus {
    runs = runs.stream().sorted(Comparator.comparing(JobRunStatus::startTime).reversed()).toList();
  }

  /** The jobs that events are about, by when their newest run began, the newest first. */
  public static List<JobStatus> of(List<JobEvent> events) {
    Map<JobKey, List<JobEvent>> byJob = new LinkedHashMap<>();
    for (JobEvent event : events) {
      JobKey key = new JobKey(event.run().tableId(), event.run().jobId());
      byJob.computeIfAbsent(key, missing -> new ArrayList<>()).add(event);
    }
    return byJob.entrySet().stream()
        .map(
            job ->
                new JobStatus(job.getKey().tableId(), job.getKey().jobId(), runs(job.getValue())))
        .sorted(Comparator.comparing(JobStatus::startTime).reversed())
        .toList();
  }

  /** How it stands: what its furthest run does. */
  public JobState state() {
    return runs.stream().map(JobRunStatus::state).max(Comparator.naturalOrder()).orElseThrow();
  }

  /** How many files its newest run was asked to read. */
  public int inputFiles() {
    return runs.get(0).inputFiles();
  }

  /** When its newest run began. */
  public Instant startTime() {
    return runs.get(0).startTime();
  }

  /** Whether something is still to be heard of it. */
  public boolean isUnfinished() {
    return state().isUnfinished();
  }

  /** Whether one of its runs was at work at some time from a first to a last, both included. */
  public boolean isWithin(Instant first, Instant last) {
    return runs.stream()
        .anyMatch(
            run ->
                !run.startTime().isAfter(last)
                    && !run.finishTime().filter(end -> end.isBefore(first)).isPresent());
  }

  /** The run of an id, if there is one. */
  public Optional<JobRunStatus> run(String runId) {
    return runs.stream().filter(run -> runId.equals(run.runId())).findFirst();
  }

  /** What has no run id, a rejection, is a run of its own. */
  private static List<JobRunStatus> runs(List<JobEvent> events) {
    List<JobRunStatus> runs = new ArrayList<>();
    Map<String, List<JobEvent>> byRun = new LinkedHashMap<>();
    for (JobEvent event : events) {
      String runId = event.run().runId();
      if (runId == null) {
        runs.add(new JobRunStatus(null, List.of(event)));
      } else {
        byRun.computeIfAbsent(runId, missing -> new ArrayList<>()).add(event);
      }
    }
    byRun.forEach((runId, all) -> runs.add(new JobRunStatus(runId, all)));
    return runs;
  }
}
