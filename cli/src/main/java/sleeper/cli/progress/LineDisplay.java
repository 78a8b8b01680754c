package sleeper.cli.progress;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.OptionalLong;
import sleeper.cli.terminal.Human;

/** A plain line at the start of each phase, and every few seconds in between, as for a log. */
final class LineDisplay implements IngestDisplay {

  private static final Duration INTERVAL = Duration.ofSeconds(5);

  private final PrintStream err;
  private final Clock clock;
  private OptionalLong totalRows = OptionalLong.empty();
  private long rowsToWrite;
  private Instant next;
  private String waitedFor = "";

  LineDisplay(PrintStream err, Clock clock) {
    this.err = err;
    this.clock = clock;
    this.next = clock.instant().plus(INTERVAL);
  }

  @Override
  public synchronized void inputFound(OptionalLong rows, long bytes) {
    totalRows = rows;
    String size = bytes > 0 ? ", " + Human.bytes(bytes) : "";
    say("Reading " + (rows.isPresent() ? Human.counted(rows.getAsLong(), "row") : "rows") + size);
  }

  @Override
  public synchronized void rowsTaken(long rows) {
    String total = totalRows.isPresent() ? " of " + Human.count(totalRows.getAsLong()) : "";
    sayNowAndThen("Read " + Human.count(rows) + total + " rows");
  }

  @Override
  public synchronized void finishing(int leaves, long rows) {
    rowsToWrite = rows;
    say(
        "Writing %s into %s"
            .formatted(Human.counted(rows, "row"), Human.counted(leaves, "leaf partition")));
  }

  @Override
  public synchronized void leafFinished(int leaves, long rows) {
    sayNowAndThen("Wrote %s of %s rows".formatted(Human.count(rows), Human.count(rowsToWrite)));
  }

  @Override
  public synchronized void waitingFor(String runId, Instant leaseExpires) {
    if (!runId.equals(waitedFor)) {
      waitedFor = runId;
      say(waiting(leaseExpires));
    }
  }

  @Override
  public synchronized void committing(int files) {
    say("Committing " + Human.counted(files, "file"));
  }

  @Override
  public void close() {}

  /** A run that works on gets more time, which the sentence does not hide. */
  static String waiting(Instant leaseExpires) {
    return "Another run of this job is at work; waiting for it, or for its end at %s if it is dead"
        .formatted(leaseExpires.truncatedTo(ChronoUnit.SECONDS));
  }

  private void sayNowAndThen(String line) {
    if (!clock.instant().isBefore(next)) {
      say(line);
    }
  }

  private void say(String line) {
    err.println(line);
    next = clock.instant().plus(INTERVAL);
  }
}
