package sleeper.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class IngestDisplayTest {

  private static final String CLEAR = "\u001b[K";

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream err = new PrintStream(bytes, true, StandardCharsets.UTF_8);

  @Test
  void shouldEndEachBarAtExactlyAllRows() {
    try (IngestDisplay display = new BarDisplay(err, 120)) {
      display.inputFound(OptionalLong.of(1000), 5 << 20);
      display.rowsTaken(640);
      display.bytesRead(3 << 20);
      display.rowsTaken(1000);
      display.bytesRead(5 << 20);
      display.finishing(4, 1000);
      display.leafFinished(3, 750);
      display.leafFinished(4, 1000);
      display.committing(4);
    }

    List<String> lines = finalLines();
    assertThat(lines).hasSize(2);
    assertThat(lines.get(0))
        .startsWith("Reading   █████")
        .doesNotContain("░")
        .contains("100%  1,000 of 1,000 rows")
        .contains("5.0 MiB")
        .contains("rows/s");
    assertThat(lines.get(1))
        .startsWith("Writing   █████")
        .contains("100%  1,000 of 1,000 rows")
        .contains("4 leaf partitions");
  }

  @Test
  void shouldSayOnceThatItWaitsForAnotherRun() {
    for (IngestDisplay display :
        List.of(new BarDisplay(err, 100), new LineDisplay(err, Clock.systemUTC()))) {
      bytes.reset();
      display.waitingFor("run", Instant.parse("2026-01-01T00:00:00.123Z"));
      display.waitingFor("run", Instant.parse("2026-01-01T00:00:20.456Z"));
      display.close();

      assertThat(bytes.toString(StandardCharsets.UTF_8).lines())
          .containsExactly(
              "Another run of this job is at work; waiting for it, or for its end at"
                  + " 2026-01-01T00:00:00Z if it is dead");
    }
  }

  @Test
  void shouldShowNoBarWhereTheNumberOfRowsIsUnknown() {
    try (IngestDisplay display = new BarDisplay(err, 100)) {
      display.inputFound(OptionalLong.empty(), 0);
      display.rowsTaken(12_345);
    }

    assertThat(finalLines().get(0)).startsWith("Reading   12,345 rows").doesNotContain("%");
  }

  @Test
  void shouldFitNarrowTerminals() {
    try (IngestDisplay display = new BarDisplay(err, 40)) {
      display.inputFound(OptionalLong.of(123_456_789), 5L << 30);
      display.bytesRead(5L << 30);
      display.rowsTaken(123_456_789);
    }

    assertThat(printed().split("[\r\n]"))
        .allSatisfy(line -> assertThat(line.replace(CLEAR, "").length()).isLessThan(40));
    assertThat(finalLines().get(0)).contains("100%");
  }

  @Test
  void shouldGoBackToReadingAfterAFlush() {
    try (IngestDisplay display = new BarDisplay(err, 100)) {
      display.inputFound(OptionalLong.of(20), 0);
      display.rowsTaken(10);
      display.finishing(1, 10);
      display.leafFinished(1, 10);
      display.rowsTaken(20);
      display.finishing(1, 10);
      display.leafFinished(1, 10);
      display.committing(2);
    }

    assertThat(finalLines())
        .extracting(line -> line.substring(0, 7))
        .containsExactly("Reading", "Writing", "Reading", "Writing");
    assertThat(finalLines().get(2)).contains("20 of 20 rows");
  }

  @Test
  void shouldPrintPlainLinesNowAndThenForLogs() {
    SettableClock clock = new SettableClock();
    try (IngestDisplay display = new LineDisplay(err, clock)) {
      display.inputFound(OptionalLong.of(1000), 2 << 20);
      display.rowsTaken(300);
      clock.now = clock.now.plusSeconds(5);
      display.rowsTaken(600);
      display.rowsTaken(700);
      display.finishing(8, 1000);
      display.committing(8);
    }

    assertThat(printed().lines())
        .containsExactly(
            "Reading 1,000 rows, 2.0 MiB",
            "Read 600 of 1,000 rows",
            "Writing 1,000 rows into 8 leaf partitions",
            "Committing 8 files");
  }

  private String printed() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /** What stays on the terminal: of each line, what was written over all else. */
  private List<String> finalLines() {
    return Arrays.stream(printed().split("\n"))
        .map(line -> line.substring(line.lastIndexOf('\r') + 1).replace(CLEAR, ""))
        .filter(line -> !line.isEmpty())
        .toList();
  }

  private static final class SettableClock extends Clock {

    private Instant now = Instant.EPOCH.plus(Duration.ofDays(1));

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneOffset getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(java.time.ZoneId zone) {
      return this;
    }
  }
}
