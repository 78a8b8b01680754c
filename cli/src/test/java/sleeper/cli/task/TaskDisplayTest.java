package sleeper.cli.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import sleeper.cli.terminal.Palette;
import sleeper.cli.terminal.Terminal;
import sleeper.cli.terminal.TerminalTraits;
import sleeper.core.table.TableId;
import sleeper.core.tracker.JobCounts;
import sleeper.core.tracker.JobPhase;
import sleeper.core.tracker.JobProgress;
import sleeper.core.tracker.JobRunIds;
import sleeper.ingest.task.JobDelivery;
import sleeper.ingest.task.JobEnd;
import sleeper.ingest.task.JobOutcome;

class TaskDisplayTest {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private Instant now = Instant.parse("2026-05-04T10:00:00Z");
  private final TaskDisplay display =
      new TaskDisplay(
          new PrintStream(bytes, true, StandardCharsets.UTF_8), plain(), new ChangingClock());

  private final class ChangingClock extends Clock {
    @Override
    public ZoneOffset getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(java.time.ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }

  @Test
  void shouldSayEveryTwoSecondsHowFarEachRunIs() {
    for (int second = 0; second <= 4; second++) {
      display.runAt(progress("a", JobPhase.READING, second * 100));
      display.runAt(progress("b", JobPhase.WRITING, second * 10));
      now = now.plus(Duration.ofSeconds(1));
    }
    display.runAt(progress("a", JobPhase.DONE, 1000));

    assertThat(lines())
        .containsExactly(
            "  a  200 of 1,000 rows, reading 20%, 5.0 k rows/s",
            "  b  20 of 1,000 rows, writing 2%, 5.0 k rows/s",
            "  a  400 of 1,000 rows, reading 40%, 5.0 k rows/s",
            "  b  40 of 1,000 rows, writing 4%, 5.0 k rows/s");
  }

  @Test
  void shouldSayWhatIsTriedAgainAndWhy() {
    display.jobEnded(end("a", JobOutcome.RETRIED, List.of("disk is full", "No space left")));
    display.jobEnded(end("b", JobOutcome.RUNNING_ELSEWHERE, List.of()));
    display.jobEnded(end("c", JobOutcome.STOPPED, List.of()));

    assertThat(lines())
        .containsExactly(
            "↻ a  readings  failed and is tried again: disk is full",
            "↻ b  readings  is being done by another task; given back",
            "↻ c  readings  given back, as this task stops");
    assertThat(display.summary()).isEqualTo("1 retried, 1 running elsewhere, 1 stopped");
  }

  private List<String> lines() {
    return bytes.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private static JobEnd end(String jobId, JobOutcome outcome, List<String> reasons) {
    JobDelivery delivery = new JobDelivery(jobId, Optional.of(new TableId("id", "readings")), 1);
    return new JobEnd(delivery, outcome, reasons, Optional.empty());
  }

  private JobProgress progress(String jobId, JobPhase phase, long rows) {
    return new JobProgress(
        new JobRunIds("id", jobId, "run", "task"),
        phase,
        new JobCounts(rows, OptionalLong.of(1000), 0, 0, 5000),
        now);
  }

  private static Palette plain() {
    OutputStream nowhere = OutputStream.nullOutputStream();
    return new Terminal(nowhere, nowhere, TerminalTraits.PLAIN).errPalette();
  }
}
