package sleeper.core.tracker;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A run of a job, as its events tell.
 *
 * @param runId the run, or null for a message that was rejected
 * @param events in the order in which they were written; at least one
 */
public record JobRunStatus(@Nullable String runId, List<JobEvent> events) {

  public JobRunStatus {
    events = events.stream().sorted(Comparator.comparing(JobEvent::updateTime)).toList();
  }

  /** How it stands: what its furthest event says. */
  public JobState state() {
    if (!all(JobUpdate.Failed.class).isEmpty()) {
      return JobState.FAILED;
    } else if (!all(JobUpdate.Rejected.class).isEmpty()) {
      return JobState.REJECTED;
    }
    Optional<JobUpdate.Finished> finished = finished();
    if (finished.isPresent()) {
      return isCommitted(finished.get()) ? JobState.FINISHED : JobState.UNCOMMITTED;
    }
    boolean accepted =
        events.stream().allMatch(event -> event.update() instanceof JobUpdate.Accepted);
    return accepted ? JobState.ACCEPTED : JobState.IN_PROGRESS;
  }

  /** The task that the run was in, if it was in one. */
  public Optional<String> taskId() {
    return events.stream().flatMap(event -> Stream.ofNullable(event.run().taskId())).findFirst();
  }

  /** How many files it was asked to read. */
  public int inputFiles() {
    return first(
            update ->
                update instanceof JobUpdate.Started started
                    ? started.inputFiles()
                    : update instanceof JobUpdate.Accepted accepted
                        ? accepted.inputFiles()
                        : update instanceof JobUpdate.Rejected rejected
                            ? rejected.inputFiles()
                            : null)
        .orElse(0);
  }

  /** When it began, or its message was looked at. */
  public Instant startTime() {
    return all(JobUpdate.Started.class).stream()
        .map(JobUpdate::time)
        .findFirst()
        .orElseGet(() -> events.get(0).update().time());
  }

  /** When it ended, if it has. */
  public Optional<Instant> finishTime() {
    return events.stream()
        .map(JobEvent::update)
        .filter(
            update ->
                update instanceof JobUpdate.Finished
                    || update instanceof JobUpdate.Failed
                    || update instanceof JobUpdate.Rejected)
        .map(JobUpdate::time)
        .reduce((one, other) -> other);
  }

  /** How long it ran, if it has ended. */
  public Optional<Duration> duration() {
    return finishTime().map(end -> Duration.between(startTime(), end));
  }

  /** What it read and wrote; none before it has finished. */
  public RowCounts rows() {
    return finished().map(JobUpdate.Finished::rows).orElse(RowCounts.NONE);
  }

  /** Why it failed or was rejected; none if it was not. */
  public List<String> failureReasons() {
    return first(
            update ->
                update instanceof JobUpdate.Failed failed
                    ? failed.reasons()
                    : update instanceof JobUpdate.Rejected rejected ? rejected.reasons() : null)
        .orElse(List.of());
  }

  /** Whether an event says how it ended. */
  public boolean hasEnded() {
    return finishTime().isPresent();
  }

  private boolean isCommitted(JobUpdate.Finished finished) {
    long added =
        all(JobUpdate.AddedFiles.class).stream().mapToLong(JobUpdate.AddedFiles::files).sum();
    return finished.commit() == JobUpdate.CommitPoint.BEFORE_FINISHED || added == finished.files();
  }

  private Optional<JobUpdate.Finished> finished() {
    return all(JobUpdate.Finished.class).stream().findFirst();
  }

  private <T> Optional<T> first(Function<JobUpdate, @Nullable T> reader) {
    return events.stream()
        .map(JobEvent::update)
        .flatMap(update -> Stream.ofNullable(reader.apply(update)))
        .findFirst();
  }

  private <U extends JobUpdate> List<U> all(Class<U> kind) {
    return events.stream().map(JobEvent::update).filter(kind::isInstance).map(kind::cast).toList();
  }
}
