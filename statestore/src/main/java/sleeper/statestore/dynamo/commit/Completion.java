package sleeper.statestore.dynamo.commit;

import java.util.List;
import java.util.Optional;
import sleeper.core.error.CommitStateUnknown;
import sleeper.core.ingest.LedgerEntry;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** The last step of a commit: the ledger says what is in the table, and the run ends. */
final class Completion {

  private static final int MAX_TRIES = 8;

  private final CommitParts parts;

  Completion(CommitParts parts) {
    this.parts = parts;
  }

  /**
   * Enters what a run has committed, whoever of its helpers does so first.
   *
   * @return nothing if the run does not hold the job any more, and somebody has found out that it
   *     can never commit
   * @throws CommitStateUnknown if it could not be entered now; it is pending still
   */
  Optional<LedgerEntry> complete(StoredIntent intent, JobItem claim, LedgerEntry entry) {
    Optional<JobItem> job = Optional.of(claim);
    for (int tries = 0; tries < MAX_TRIES && job.isPresent(); tries++) {
      if (job.get().isCommitted()) {
        return job.map(JobItem::claimed).filter(e -> e.runId().equals(entry.runId()));
      } else if (!job.get().isHeldBy(entry.runId())) {
        return Optional.empty();
      } else if (written(intent, job.get(), entry)) {
        return Optional.of(entry);
      }
      job = parts.ledger().job(intent.jobKey());
    }
    if (job.isEmpty()) {
      return Optional.empty();
    }
    throw new CommitStateUnknown(
        "Run %s is in the log of table %s and could not be entered in the ledger"
            .formatted(entry.runId(), intent.intent().tableId()));
  }

  private boolean written(StoredIntent intent, JobItem job, LedgerEntry entry) {
    String tableId = intent.intent().tableId();
    List<TransactWriteItem> items =
        List.of(
            parts
                .ledger()
                .replacement(intent.jobKey(), job, JobItem.committed(entry, job.bodyKey())),
            parts.ledger().runCommitment(tableId, entry),
            parts.intents().removal(intent.intent().token()));
    return parts.requests().write("a commit in the ledger", items) == WriteResult.DONE;
  }
}
