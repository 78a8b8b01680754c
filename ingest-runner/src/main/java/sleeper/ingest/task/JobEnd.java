package sleeper.ingest.task;

import java.util.List;
import java.util.Optional;
import sleeper.core.ingest.RunTotals;

/**
 * How one delivery of a message ended.
 *
 * @param delivery the job, and which delivery it was
 * @param outcome what came of it
 * @param reasons why nothing was added, the outermost first; none where nothing is wrong
 * @param totals what the job has added to its table, now or before; empty if it has not, or nobody
 *     knows
 */
public record JobEnd(
    JobDelivery delivery, JobOutcome outcome, List<String> reasons, Optional<RunTotals> totals) {

  public JobEnd {
    reasons = List.copyOf(reasons);
  }

  static JobEnd without(JobDelivery delivery, JobOutcome outcome, List<String> reasons) {
    return new JobEnd(delivery, outcome, reasons, Optional.empty());
  }

  static JobEnd with(JobDelivery delivery, JobOutcome outcome, RunTotals totals) {
    return new JobEnd(delivery, outcome, List.of(), Optional.of(totals));
  }
}
