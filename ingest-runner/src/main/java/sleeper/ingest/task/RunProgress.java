package sleeper.ingest.task;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import sleeper.core.tracker.JobCounts;
import sleeper.core.tracker.JobPhase;
import sleeper.core.tracker.JobProgress;
import sleeper.core.tracker.JobRunIds;

/** How far a run is. Changed by the job's threads, read by the one that publishes it. */
final class RunProgress {

  /** Held while something is published, which must not keep the job's threads waiting. */
  private final Object publishing = new Object();

  private final Clock clock;
  private boolean isOver;
  private @Nullable JobRunIds run;
  private Instant started;
  private JobPhase phase = JobPhase.READING;
  private OptionalLong totalRows = OptionalLong.empty();
  private long totalBytes;
  private long bytesRead;
  private long rowsRead;
  private long rowsToWrite;
  private long rowsWritten;

  RunProgress(Clock clock) {
    this.clock = clock;
    started = clock.instant();
  }

  synchronized void start(JobRunIds newRun) {
    run = newRun;
    started = clock.instant();
  }

  synchronized void found(OptionalLong rows, long bytes) {
    totalRows = rows;
    totalBytes = bytes;
  }

  synchronized void read(long rows) {
    phase = JobPhase.READING;
    rowsRead = rows;
  }

  synchronized void readBytes(long bytes) {
    bytesRead = bytes;
  }

  synchronized void write(long rows) {
    phase = JobPhase.WRITING;
    rowsToWrite = rows;
    rowsWritten = 0;
  }

  synchronized void written(long rows) {
    rowsWritten = rows;
  }

  synchronized void commit() {
    phase = JobPhase.COMMITTING;
  }

  /** Hands over how far it is, unless it is over or there is no run yet. */
  void publish(Consumer<JobProgress> store) {
    synchronized (publishing) {
      if (!isOver) {
        now().ifPresent(store);
      }
    }
  }

  /** Hands over how it ended, and nothing after that. */
  void end(JobPhase last, Consumer<JobProgress> store) {
    synchronized (publishing) {
      isOver = true;
      enter(last);
      now().ifPresent(store);
    }
  }

  private synchronized void enter(JobPhase newPhase) {
    phase = newPhase;
  }

  private synchronized Optional<JobProgress> now() {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    return Optional.ofNullable(run).map(known -> new JobProgress(known, phase, counts(now), now));
  }

  /** Rows of the phase; in the end all that were read, of as many. */
  private JobCounts counts(Instant now) {
    long rows = phase == JobPhase.WRITING ? rowsWritten : rowsRead;
    OptionalLong total =
        switch (phase) {
          case READING, FAILED, GIVEN_BACK -> totalRows;
          case WRITING -> OptionalLong.of(rowsToWrite);
          case COMMITTING, DONE -> OptionalLong.of(rowsRead);
        };
    return new JobCounts(rows, total, bytesRead, totalBytes, rowsPerSecond(now));
  }

  private double rowsPerSecond(Instant now) {
    double seconds = Duration.between(started, now).toNanos() / 1e9;
    return seconds <= 0 ? 0 : rowsRead / seconds;
  }
}
