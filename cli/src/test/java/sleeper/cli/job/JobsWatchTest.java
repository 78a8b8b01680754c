package sleeper.cli.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import sleeper.cli.command.CommandContext;
import sleeper.cli.command.CommonOptions;
import sleeper.cli.command.Surroundings;
import sleeper.cli.terminal.Terminal;
import sleeper.cli.terminal.TerminalTraits;
import sleeper.core.json.Json;
import sleeper.core.queue.JobQueue;
import sleeper.core.queue.QueueEnvironment;
import sleeper.core.queue.QueueSettings;
import sleeper.core.tracker.JobCounts;
import sleeper.core.tracker.JobEvent;
import sleeper.core.tracker.JobPhase;
import sleeper.core.tracker.JobProgress;
import sleeper.core.tracker.JobRunIds;
import sleeper.core.tracker.JobStatus;
import sleeper.core.tracker.JobUpdate;
import sleeper.core.tracker.JobUpdate.CommitPoint;
import sleeper.core.tracker.RowCounts;
import sleeper.statestore.memory.InMemoryJobQueue;

class JobsWatchTest {

  private static final Instant TIME = Instant.parse("2026-05-04T10:00:00Z");
  private static final JobRunIds RUN = new JobRunIds("id", "job", "run", "task");

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final CommonOptions options = new CommonOptions();
  private final JobQueue queue =
      new InMemoryJobQueue(
          QueueSettings.DEFAULT,
          new QueueEnvironment(
              Clock.systemUTC(), () -> UUID.randomUUID().toString(), Thread::sleep));

  @Test
  void shouldPrintEachChangeOnALineUntilAllRowsAreIn() {
    watch(TerminalTraits.PLAIN, running(400), running(400), finished());

    assertThat(lines())
        .hasSize(2)
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .endsWith("t  job  running  400 of 1,000 rows  reading 40%, 2.0 k rows/s"),
            line -> assertThat(line).endsWith("t  job  finished  1,000 of 1,000 rows"));
  }

  @Test
  void shouldDrawTheTableOverItselfOnATerminal() {
    watch(new TerminalTraits(true, true, 100, false), running(400), finished());

    String[] pages = out.toString(StandardCharsets.UTF_8).split("\u001b\\[5A\u001b\\[J");
    assertThat(pages).hasSize(2);
    assertThat(pages[0]).startsWith("1 running").hasLineCount(5).contains("400 of 1,000");
    assertThat(pages[1]).startsWith("1 finished").hasLineCount(5).contains("1,000 of 1,000");
  }

  @Test
  void shouldGiveProgramsWhatChangedAsAnArrayOnALine() {
    new CommandLine(options).parseArgs("--json");

    watch(TerminalTraits.PLAIN, running(400), finished());

    List<JsonNode> news = lines().stream().map(line -> Json.parse("line", line)).toList();
    assertThat(news).hasSize(2);
    assertThat(news.get(0).at("/0/progress/rows").asInt()).isEqualTo(400);
    assertThat(news.get(1).at("/0/status").asText()).isEqualTo("finished");
  }

  @Test
  void shouldNotLoseAJobThatATaskTakesWhileItLooks() throws InterruptedException {
    queue.send("message");
    Iterator<List<JobView>> looks = List.of(List.<JobView>of(), List.of(finished())).iterator();
    JobsWatch watch =
        new JobsWatch(
            surroundings(TerminalTraits.PLAIN),
            () -> {
              List<JobView> seen = looks.next();
              drain();
              return seen;
            },
            queue);

    watch.until((seen, nothingWaits) -> nothingWaits);

    assertThat(lines())
        .satisfiesExactly(
            note ->
                assertThat(note)
                    .isEqualTo(
                        "note: 1 message waits; a task does the work, such as sleeper task run"),
            line -> assertThat(line).contains("  job  finished"));
  }

  @Test
  void shouldSayWhyItWaitsForADeadRun() throws InterruptedException {
    queue.send("message");
    queue.receive(1, Duration.ZERO);
    Iterator<List<JobView>> looks = List.of(List.of(dead()), List.of(finished())).iterator();

    new JobsWatch(surroundings(TerminalTraits.PLAIN), looks::next, queue)
        .until((seen, nothingWaits) -> seen.get(0).standing() == Standing.FINISHED);

    assertThat(lines())
        .hasSize(3)
        .contains(
            "note: 1 message is held for now, maybe by a task that was killed; what nobody deletes"
                + " is delivered again");
  }

  @Test
  void shouldEndWhenInterrupted() {
    Thread.currentThread().interrupt();

    int code =
        new JobsWatch(surroundings(TerminalTraits.PLAIN), List::of, queue)
            .until((seen, nothingWaits) -> false);

    assertThat(code).isEqualTo(130);
    assertThat(Thread.interrupted()).isTrue();
  }

  private void watch(TerminalTraits traits, JobView... looks) {
    Iterator<JobView> next = List.of(looks).iterator();
    int code =
        new JobsWatch(surroundings(traits), () -> List.of(next.next()), queue)
            .until((seen, nothingWaits) -> seen.get(0).standing() == Standing.FINISHED);

    assertThat(code).isZero();
  }

  private void drain() {
    try {
      queue.receive(1, Duration.ZERO).forEach(queue::delete);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private Surroundings surroundings(TerminalTraits traits) {
    Terminal terminal = new Terminal(out, out, traits);
    return new Surroundings(new CommandContext(terminal, Map.of(), Path.of("")), options);
  }

  private List<String> lines() {
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private static JobView running(long rows) {
    JobCounts counts = new JobCounts(rows, OptionalLong.of(1000), 10, 20, 2000);
    JobProgress progress = new JobProgress(RUN, JobPhase.READING, counts, TIME);
    return new JobView("t", "job", null, status(started()), progress, false);
  }

  private static JobView dead() {
    return new JobView("t", "job", null, status(started()), null, true);
  }

  private static JobView finished() {
    JobUpdate end =
        new JobUpdate.Finished(
            TIME.plusSeconds(2), new RowCounts(1000, 1000), 1, CommitPoint.BEFORE_FINISHED);
    return new JobView("t", "job", null, status(started(), end), null, false);
  }

  private static JobUpdate started() {
    return new JobUpdate.Started(TIME, 1);
  }

  private static JobStatus status(JobUpdate... updates) {
    List<JobEvent> events =
        List.of(updates).stream().map(each -> new JobEvent(RUN, each.time(), each)).toList();
    return JobStatus.of(events).get(0);
  }
}
