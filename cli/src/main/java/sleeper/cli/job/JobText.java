package sleeper.cli.job;

import java.util.Optional;
import sleeper.cli.progress.RunText;
import sleeper.cli.terminal.Human;
import sleeper.core.ingest.LedgerEntry;
import sleeper.core.ingest.RunTotals;
import sleeper.core.tracker.JobProgress;
import sleeper.core.tracker.JobRunStatus;
import sleeper.core.tracker.RowCounts;

/** Jobs in the words of people. */
final class JobText {

  private JobText() {}

  /** The table's name. */
  static String table(JobView job) {
    return job.table() == null ? "unknown" : job.table();
  }

  /** How many rows of how many: while it runs, those of its phase; in the end written of read. */
  static String rows(JobView job) {
    return switch (job.standing()) {
      case FINISHED, UNCOMMITTED -> finishedRows(job);
      case RUNNING, DEAD ->
          Optional.ofNullable(job.progress())
              .map(JobProgress::counts)
              .map(RunText::rows)
              .orElse("");
      case ACCEPTED, FAILED, REJECTED -> "";
    };
  }

  /** What else there is to know, on one line. */
  static String notes(JobView job) {
    return switch (job.standing()) {
      case FINISHED -> job.committed().map(JobText::committed).orElse("");
      case RUNNING -> Optional.ofNullable(job.progress()).map(RunText::phase).orElse("");
      case DEAD -> "its run ended without a word";
      case ACCEPTED -> "no run has begun";
      case UNCOMMITTED -> "its files are on their way into the table";
      case FAILED -> tries(job) + (job.isGivenBack() ? "given back: " : "") + firstReason(job);
      case REJECTED -> String.join("; ", job.reasons());
    };
  }

  private static String finishedRows(JobView job) {
    return job.committed()
        .map(LedgerEntry::totals)
        .map(totals -> new RowCounts(totals.rowsRead(), totals.rowsWritten()))
        .or(() -> job.run().map(JobRunStatus::rows))
        .map(rows -> Human.count(rows.written()) + " of " + Human.count(rows.read()))
        .orElse("");
  }

  private static String committed(LedgerEntry entry) {
    RunTotals totals = entry.totals();
    return totals.files() == 0
        ? "no rows, no files"
        : "transaction %s, %s, %s"
            .formatted(
                Human.count(entry.transactionNumber()),
                Human.counted(totals.files(), "file"),
                Human.bytes(totals.bytes()));
  }

  private static String tries(JobView job) {
    int runs = job.runs().size();
    return runs > 1 ? "after " + Human.counted(runs, "run") + ": " : "";
  }

  private static String firstReason(JobView job) {
    return job.reasons().stream().findFirst().orElse("no reason is known");
  }
}
