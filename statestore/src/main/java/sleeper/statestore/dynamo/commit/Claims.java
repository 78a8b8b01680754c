package sleeper.statestore.dynamo.commit;

import java.util.Optional;
import sleeper.core.error.CommitStateUnknown;
import sleeper.core.ingest.LedgerEntry;
import sleeper.statestore.dynamo.commit.RunFiles.Evidence;

/**
 * Finds out what became of the claim of a run that may have died between the log and the ledger.
 *
 * <p>The run can go on at any moment, so that each answer has to hold whatever it does: it cannot
 * turn to another number, and what is at its number decides. Where nothing is there, something is
 * put there that changes nothing.
 */
final class Claims {

  /** What is known of a claim. */
  enum Finding {
    /** Its files are in the table, and now in the ledger. */
    COMMITTED,
    /** It can never commit. */
    NEVER,
    /** It has changed: look again. */
    CHANGED
  }

  private final CommitParts parts;
  private final Completion completion;
  private final RunFiles files;
  private final Delivery delivery;

  Claims(CommitParts parts, Completion completion, RunFiles files, Delivery delivery) {
    this.parts = parts;
    this.completion = completion;
    this.files = files;
    this.delivery = delivery;
  }

  /**
   * One step towards knowing.
   *
   * @throws CommitStateUnknown if nobody can tell, now or ever; its files have to stay
   */
  Finding settle(StoredIntent intent, JobItem job) {
    return switch (job.state()) {
      case OPEN -> Finding.NEVER;
      case PENDING -> {
        parts.ledger().replace(intent.jobKey(), job, job.settling());
        yield Finding.CHANGED;
      }
      case SETTLING -> look(intent, job);
      case QUEUED -> completed(intent, job, delivery.deliver(intent, job));
      case COMMITTED -> Finding.COMMITTED;
    };
  }

  private Finding look(StoredIntent intent, JobItem job) {
    String tableId = intent.intent().tableId();
    LedgerEntry entry = job.claimed();
    long number = entry.transactionNumber();
    return switch (parts.log().place(tableId, job.runId(), number)) {
      case OWN -> completed(intent, job, entry);
      case TAKEN -> Finding.NEVER;
      case RESTARTED -> {
        // Nothing must be put beyond the end of a log, where it is in the way of all readers. A run
        // that has yet to put its entry there looks itself; this is for one that died of it.
        parts.log().withdraw(tableId, job.runId(), number);
        yield Finding.NEVER;
      }
      case NEXT -> {
        parts.log().append(RunEntries.filler(tableId, number, entry.committedAt()));
        yield Finding.CHANGED;
      }
      case CUT_OFF -> byFiles(intent, job);
    };
  }

  /** Whether a claim at a number that the log was cut off behind is committed. */
  Finding byFiles(StoredIntent intent, JobItem job) {
    return switch (evidence(intent)) {
      case IN_TABLE -> completed(intent, job, job.claimed());
      case NOT_IN_TABLE -> Finding.NEVER;
      case NONE -> withoutFiles(intent, job);
    };
  }

  /** What the files of a run tell. */
  Evidence evidence(StoredIntent intent) {
    return files.of(intent.intent().tableId(), intent.intent().keyPrefix());
  }

  /**
   * Files go before an entry is in the log only if the run has given up, and then it appends none:
   * where its entry is, they were in the table and have been rewritten and collected.
   */
  private Finding withoutFiles(StoredIntent intent, JobItem job) {
    String tableId = intent.intent().tableId();
    long number = job.claimed().transactionNumber();
    if (parts.log().entry(tableId, number).filter(e -> e.isOf(job.runId())).isPresent()) {
      return completed(intent, job, job.claimed());
    }
    throw new CommitStateUnknown(
        ("Run %s of job %s may have been committed as transaction %d of table %s: the log was cut"
                + " off behind it, and none of its files is left to tell. Look for the job's rows"
                + " in the table, then run the job under another id if they are missing")
            .formatted(job.runId(), job.claimed().jobId(), number, tableId));
  }

  private Finding completed(StoredIntent intent, JobItem job, LedgerEntry entry) {
    Optional<LedgerEntry> done = completion.complete(intent, job, entry);
    return done.isPresent() ? Finding.COMMITTED : Finding.CHANGED;
  }
}
