package sleeper.cli.job;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import sleeper.cli.command.Json;
import sleeper.cli.command.Surroundings;
import sleeper.cli.terminal.Human;
import sleeper.cli.terminal.Palette;
import sleeper.cli.terminal.TextTable;
import sleeper.cli.terminal.Times;
import sleeper.core.ingest.LedgerEntry;
import sleeper.core.ingest.RunTotals;
import sleeper.core.tracker.JobDetails;
import sleeper.core.tracker.JobRunStatus;
import sleeper.core.tracker.JobState;
import sleeper.instance.JobReports;

/** All that is known of a job: how it stands, its totals, its runs, and its input files. */
final class JobDetailReport {

  private final Surroundings surroundings;
  private final JobReports reports;
  private final PrintStream out;

  JobDetailReport(Surroundings surroundings, JobReports reports) {
    this.surroundings = surroundings;
    this.reports = reports;
    out = surroundings.out();
  }

  void print(List<JobView> jobs) {
    if (surroundings.json()) {
      ArrayNode array = Json.array();
      jobs.forEach(job -> array.add(json(job)));
      surroundings.print(array);
      return;
    }
    for (int i = 0; i < jobs.size(); i++) {
      if (i > 0) {
        out.println();
      }
      show(jobs.get(i));
    }
  }

  private ObjectNode json(JobView job) {
    ObjectNode node = JobJson.detailed(job);
    details(job).ifPresent(details -> JobJson.add(node, details));
    return node;
  }

  private void show(JobView job) {
    Palette palette = surroundings.palette();
    Standing standing = job.standing();
    out.println(
        palette.strong("Job %s for table %s: ".formatted(job.jobId(), JobText.table(job)))
            + standing.styled(palette, standing.word()));
    out.println();
    TextTable lines = new TextTable().text("").text("");
    lines.row(standing.isUnfinished() ? "  since" : "  at", Times.show(job.since()));
    job.committed().ifPresent(entry -> addTotals(lines, entry));
    if (!JobText.notes(job).isEmpty() && job.committed().isEmpty()) {
      lines.row(
          "  now",
          (JobText.rows(job) + " rows, ").replaceFirst("^ rows, ", "") + JobText.notes(job));
    }
    Optional.ofNullable(job.progress())
        .filter(progress -> standing == Standing.RUNNING)
        .ifPresent(
            progress ->
                lines.row(
                    "  read",
                    "%s of %s"
                        .formatted(
                            Human.bytes(progress.counts().bytesRead()),
                            Human.bytes(progress.counts().totalBytes()))));
    lines.printLines(out);
    showRuns(job.runs());
    details(job).ifPresent(this::showDetails);
  }

  private static void addTotals(TextTable lines, LedgerEntry entry) {
    RunTotals totals = entry.totals();
    lines.row(
        "  rows",
        "%s read = %s written + %s rejected + %s filtered"
            .formatted(
                Human.count(totals.rowsRead()),
                Human.count(totals.rowsWritten()),
                Human.count(totals.rowsRejected()),
                Human.count(totals.rowsFiltered())));
    lines.row(
        "  files", Human.counted(totals.files(), "file") + ", " + Human.bytes(totals.bytes()));
    lines.row("  transaction", Human.count(entry.transactionNumber()));
    lines.row("  run", entry.runId());
  }

  private void showRuns(List<JobRunStatus> runs) {
    if (runs.isEmpty()) {
      return;
    }
    out.println();
    TextTable lines =
        new TextTable()
            .text("  started")
            .number("took")
            .text("status")
            .number("input files")
            .number("rows read")
            .number("rows written")
            .number("rows/s")
            .text("run")
            .text("task");
    runs.forEach(run -> add(lines, run));
    lines.print(out, surroundings.palette());
    runs.forEach(this::showReasons);
  }

  private static void add(TextTable lines, JobRunStatus run) {
    boolean counted = run.state() == JobState.FINISHED || run.state() == JobState.UNCOMMITTED;
    lines.row(
        "  " + Times.show(run.startTime()),
        run.duration().map(Human::duration).orElse(""),
        run.state().name().toLowerCase(Locale.ROOT).replace('_', ' '),
        Human.count(run.inputFiles()),
        counted ? Human.count(run.rows().read()) : "",
        counted ? Human.count(run.rows().written()) : "",
        counted ? rate(run) : "",
        run.runId() == null ? "none" : run.runId(),
        run.taskId().orElse("none"));
  }

  private static String rate(JobRunStatus run) {
    double seconds = Math.max(1, run.duration().orElse(Duration.ZERO).toMillis()) / 1000.0;
    return Human.rough(run.rows().read() / seconds);
  }

  private void showReasons(JobRunStatus run) {
    List<String> reasons = run.failureReasons();
    if (reasons.isEmpty()) {
      return;
    }
    out.println();
    out.println(
        "  Why the run of %s %s:"
            .formatted(
                Times.show(run.startTime()),
                run.state() == JobState.REJECTED ? "was rejected" : "failed"));
    reasons.forEach(reason -> out.println("    " + surroundings.palette().bad(reason)));
  }

  private void showDetails(JobDetails details) {
    out.println();
    TextTable lines = new TextTable().text("  input file").number("rows");
    details.inputs().forEach(input -> lines.row("  " + input.name(), Human.count(input.rows())));
    lines.print(out, surroundings.palette());
    details.notices().forEach(notice -> out.println("  note: " + notice));
  }

  /** They are known before a run commits, and say nothing of what is in the table if it did not. */
  private Optional<JobDetails> details(JobView job) {
    Standing standing = job.standing();
    boolean isDone = standing == Standing.FINISHED || standing == Standing.UNCOMMITTED;
    String tableId = job.tracked() == null ? null : job.tracked().tableId();
    return tableId == null || !isDone
        ? Optional.empty()
        : job.runId().flatMap(runId -> reports.details(tableId, job.jobId(), runId));
  }
}
