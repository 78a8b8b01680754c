package sleeper.statestore.dynamo.commit;

import java.time.Instant;
import java.util.Optional;
import sleeper.core.error.CommitStateUnknown;
import sleeper.core.ingest.LedgerEntry;
import sleeper.core.ingest.WriteIntent;
import sleeper.core.statestore.transaction.TransactionType;
import sleeper.statestore.dynamo.commit.RunFiles.Evidence;

/** Delivers by the queue of Sleeper's committer, which gives no answer but the log. */
final class QueueDelivery implements Delivery {

  private final FileLog log;
  private final Lives lives;
  private final RunFiles files;
  private final QueueSettings settings;

  QueueDelivery(CommitParts parts, RunFiles files, QueueSettings settings) {
    this.log = parts.log();
    this.lives = parts.lives();
    this.files = files;
    this.settings = settings;
  }

  /** For a store that has no queue: it looks, and can do no more. */
  static Delivery byLooking(FileLog log, RunFiles files) {
    return (intent, claim) -> {
      LedgerEntry entry = claim.claimed();
      return found(log, files, intent, entry)
          .orElseThrow(() -> undelivered(intent, entry, "commits do not go by the queue now"));
    };
  }

  @Override
  public LedgerEntry deliver(StoredIntent intent, JobItem claim) {
    LedgerEntry entry = claim.claimed();
    Optional<LedgerEntry> found = found(log, files, intent, entry);
    if (found.isPresent()) {
      return found.get();
    }
    requireHarmless(intent, entry);
    settings
        .queue()
        .send(
            intent.intent().tableId(),
            TransactionType.ADD_FILES,
            claim.bodyKey().orElseThrow(),
            entry.runId());
    Instant end = settings.environment().clock().instant().plus(settings.patience());
    while (settings.environment().clock().instant().isBefore(end)) {
      pause(intent, entry);
      found = find(log, intent, entry);
      if (found.isPresent()) {
        return found.get();
      }
    }
    throw undelivered(intent, entry, "it has not within " + settings.patience());
  }

  /**
   * What is handed over again may be in the table for the second time: that changes nothing while
   * the table knows its files, and harms once they were cleared away, or rewritten and collected.
   */
  private void requireHarmless(StoredIntent intent, LedgerEntry entry) {
    WriteIntent run = intent.intent();
    if (lives.current(run.tableId(), run.tableLife()) != intent.ledgerLife()) {
      throw undelivered(
          intent, entry, "the table was cleared since, so that they are not handed over again");
    } else if (!log.isJoined(run.tableId(), entry.transactionNumber())
        && files.of(run.tableId(), run.keyPrefix()) == Evidence.NONE) {
      throw undelivered(
          intent,
          entry,
          "the log was cut off where they may be and none of them is left, so that they are not"
              + " handed over again");
    }
  }

  private void pause(StoredIntent intent, LedgerEntry entry) {
    try {
      settings.environment().pause().pause(settings.poll().toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw undelivered(intent, entry, "waiting for it was interrupted");
    }
  }

  private static Optional<LedgerEntry> found(
      FileLog log, RunFiles files, StoredIntent intent, LedgerEntry entry) {
    Optional<LedgerEntry> found = find(log, intent, entry);
    String tableId = intent.intent().tableId();
    if (found.isEmpty() && !log.isJoined(tableId, entry.transactionNumber())) {
      // Part of where it may be has been cut off, so that its number is not known any more.
      return files.of(tableId, intent.intent().keyPrefix()) == Evidence.IN_TABLE
          ? Optional.of(entry)
          : Optional.empty();
    }
    return found;
  }

  private static Optional<LedgerEntry> find(FileLog log, StoredIntent intent, LedgerEntry entry) {
    String keyPrefix = intent.intent().keyPrefix();
    return log.find(
            intent.intent().tableId(),
            entry.transactionNumber(),
            logged -> logged.addsFilesUnder(keyPrefix))
        .map(
            logged ->
                new LedgerEntry(
                    entry.jobId(),
                    entry.fingerprint(),
                    entry.runId(),
                    logged.number(),
                    entry.committedAt(),
                    entry.totals()));
  }

  private static CommitStateUnknown undelivered(
      StoredIntent intent, LedgerEntry entry, String why) {
    return new CommitStateUnknown(
        ("The files of run %s of job %s were handed to Sleeper's committer, which adds them to table"
                + " %s when it likes: %s; they stay, and running the job again hands over the same")
            .formatted(entry.runId(), entry.jobId(), intent.intent().tableId(), why));
  }
}
