package sleeper.cli.job;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import sleeper.cli.command.ExitCode;
import sleeper.cli.command.Json;
import sleeper.cli.command.Surroundings;
import sleeper.cli.terminal.Human;
import sleeper.cli.terminal.Times;
import sleeper.core.queue.JobQueue;
import sleeper.core.queue.QueueDepth;

/**
 * Looks at jobs once a second: on a terminal the table is drawn over itself, elsewhere each change
 * is a line, and programs get an array of the changed jobs on each line.
 */
final class JobsWatch {

  private static final long PERIOD_MILLIS = 1000;

  private final Surroundings surroundings;
  private final Supplier<List<JobView>> jobs;
  private final JobQueue queue;
  private final PrintStream out;
  private final Map<String, JobView> shown = new HashMap<>();
  private long linesDrawn;
  private boolean toldThatNothingMoves;

  JobsWatch(Surroundings surroundings, Supplier<List<JobView>> jobs, JobQueue queue) {
    this.surroundings = surroundings;
    this.jobs = jobs;
    this.queue = queue;
    out = surroundings.out();
  }

  /**
   * Watches until it is enough, which is asked of the jobs that were shown last, and of whether the
   * queue had no message when that began.
   *
   * @return the exit code, which tells of an interruption
   */
  int until(BiPredicate<List<JobView>, Boolean> enough) {
    try {
      while (true) {
        // Before jobs are looked at: what a task takes in between is then seen as a job.
        QueueDepth depth = queue.depth();
        List<JobView> seen = jobs.get();
        show(seen);
        if (enough.test(seen, isEmpty(depth))) {
          return ExitCode.OK.code();
        }
        sayIfNothingMoves(seen, depth);
        Thread.sleep(PERIOD_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ExitCode.INTERRUPTED.code();
    }
  }

  /** Messages that are worked on count as well. */
  static boolean isEmpty(QueueDepth depth) {
    return depth.waiting() + depth.inFlight() == 0;
  }

  /** Else somebody might wait for a task that nobody has started, or that was killed. */
  private void sayIfNothingMoves(List<JobView> seen, QueueDepth depth) {
    if (toldThatNothingMoves || seen.stream().anyMatch(job -> job.standing().isMoving())) {
      return;
    } else if (depth.inFlight() == 0 && depth.waiting() > 0) {
      tell(
          messages(depth.waiting(), "waits", "wait")
              + "; a task does the work, such as sleeper task run");
    } else if (depth.inFlight() > 0 && seen.stream().anyMatch(JobsWatch::isDead)) {
      tell(
          messages(depth.inFlight(), "is", "are")
              + " held for now, maybe by a task that was killed; what nobody deletes is delivered again");
    }
  }

  private void tell(String sentence) {
    toldThatNothingMoves = true;
    surroundings.note(sentence);
    linesDrawn = 0;
  }

  private static boolean isDead(JobView job) {
    return job.standing() == Standing.DEAD;
  }

  private static String messages(long count, String one, String more) {
    return count == 1 ? "1 message " + one : Human.count(count) + " messages " + more;
  }

  private void show(List<JobView> seen) {
    if (surroundings.json()) {
      printJson(seen.stream().filter(this::isNews).toList());
    } else if (surroundings.terminal().traits().outIsTerminal()) {
      draw(seen);
    } else {
      seen.stream().filter(this::isNews).forEach(job -> out.println(line(job)));
    }
    out.flush();
  }

  /** Whether it was not shown so yet; from now on it is. */
  private boolean isNews(JobView job) {
    @Nullable JobView before = shown.put(JobText.table(job) + "/" + job.jobId(), job);
    return before == null || !before.looksLike(job);
  }

  private void printJson(List<JobView> news) {
    if (!news.isEmpty()) {
      ArrayNode array = Json.array();
      news.forEach(job -> array.add(JobJson.of(job)));
      out.println(array);
    }
  }

  private void draw(List<JobView> seen) {
    ByteArrayOutputStream drawn = new ByteArrayOutputStream();
    PrintStream page = new PrintStream(drawn, false, StandardCharsets.UTF_8);
    if (seen.isEmpty()) {
      page.println("Waiting for a task to begin");
    } else {
      new JobTable(surroundings).print(page, seen);
    }
    page.flush();
    String text = drawn.toString(StandardCharsets.UTF_8);
    out.print(overDrawn() + text);
    linesDrawn = text.lines().count();
  }

  private String overDrawn() {
    return linesDrawn == 0 ? "" : "\u001b[" + linesDrawn + "A\u001b[J";
  }

  private static String line(JobView job) {
    String rows = JobText.rows(job);
    String notes = JobText.notes(job).lines().findFirst().orElse("");
    return "%s  %s  %s  %s%s%s"
        .formatted(
            Times.show(Instant.now()),
            JobText.table(job),
            job.jobId(),
            job.standing().word(),
            rows.isEmpty() ? "" : "  " + rows + " rows",
            notes.isEmpty() ? "" : "  " + notes);
  }
}
