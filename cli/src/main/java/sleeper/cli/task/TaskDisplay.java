package sleeper.cli.task;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import sleeper.cli.command.Json;
import sleeper.cli.progress.RunText;
import sleeper.cli.terminal.Human;
import sleeper.cli.terminal.Palette;
import sleeper.core.table.TableId;
import sleeper.core.tracker.JobProgress;
import sleeper.ingest.runner.IngestResult;
import sleeper.ingest.task.JobEnd;
import sleeper.ingest.task.JobOutcome;
import sleeper.ingest.task.TaskListener;

/**
 * Says what a task does: a line when a delivery of a message ends, and one for each run now and
 * then. Thread-safe.
 */
final class TaskDisplay implements TaskListener {

  private static final Duration INTERVAL = Duration.ofSeconds(2);

  private final PrintStream out;
  private final Palette palette;
  private final Clock clock;
  private final Map<JobOutcome, Integer> outcomes = new EnumMap<>(JobOutcome.class);
  private final Map<String, Instant> nextLines = new HashMap<>();

  TaskDisplay(PrintStream out, Palette palette, Clock clock) {
    this.out = out;
    this.palette = palette;
    this.clock = clock;
  }

  @Override
  public synchronized void runAt(JobProgress progress) {
    String jobId = progress.run().jobId();
    Instant now = clock.instant();
    Instant next = nextLines.computeIfAbsent(jobId, missing -> now.plus(INTERVAL));
    boolean ended = progress.phase().isEnd();
    if (ended) {
      nextLines.remove(jobId);
    } else if (!now.isBefore(next)) {
      nextLines.put(jobId, now.plus(INTERVAL));
      out.println(
          palette.faint(
              "  %s  %s rows, %s"
                  .formatted(jobId, RunText.rows(progress.counts()), RunText.phase(progress))));
    }
  }

  @Override
  public synchronized void committed(IngestResult result) {
    double seconds = Math.max(1, result.duration().toMillis()) / 1000.0;
    say(
        palette.good("✓"),
        result.jobId(),
        result.tableName(),
        "%s in %s, %s rows/s"
            .formatted(
                Human.counted(result.rowsWritten(), "row"),
                Human.duration(result.duration()),
                Human.rough(result.rowsRead() / seconds)));
    result.notices().forEach(notice -> out.println("    note: " + notice));
  }

  @Override
  public synchronized void jobEnded(JobEnd end) {
    outcomes.merge(end.outcome(), 1, Integer::sum);
    String reason = end.reasons().stream().findFirst().orElse("no reason is known");
    switch (end.outcome()) {
      case FINISHED -> {}
      case DUPLICATE ->
          say(palette.good("✓"), end, "had been ingested before; nothing was done now");
      case REJECTED -> say(palette.bad("✗"), end, "rejected: " + String.join("; ", end.reasons()));
      case FAILED -> say(palette.bad("✗"), end, "failed for good: " + reason);
      case RETRIED -> say(palette.warning("↻"), end, "failed and is tried again: " + reason);
      case RUNNING_ELSEWHERE ->
          say(palette.warning("↻"), end, "is being done by another task; given back");
      case STOPPED -> say(palette.warning("↻"), end, "given back, as this task stops");
    }
  }

  /** What became of the messages: {@code 2 finished, 1 failed}. */
  synchronized String summary() {
    return outcomes.isEmpty()
        ? "no job came"
        : outcomes.entrySet().stream()
            .map(each -> Human.count(each.getValue()) + " " + word(each.getKey()))
            .collect(Collectors.joining(", "));
  }

  /** The same for programs. */
  synchronized ObjectNode outcomes() {
    ObjectNode node = Json.object();
    outcomes.forEach(
        (outcome, number) -> node.put(outcome.name().toLowerCase(Locale.ROOT), number));
    return node;
  }

  private void say(String mark, JobEnd end, String sentence) {
    String table = end.delivery().table().map(TableId::name).orElse("unknown");
    say(mark, end.delivery().jobId(), table, sentence);
  }

  private void say(String mark, String jobId, String table, String sentence) {
    out.println("%s %s  %s  %s".formatted(mark, jobId, table, sentence));
  }

  private static String word(JobOutcome outcome) {
    return outcome.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
