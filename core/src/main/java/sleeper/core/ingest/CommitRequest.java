package sleeper.core.ingest;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import sleeper.core.statestore.FileReference;
import sleeper.core.statestore.log.LogEntry;
import sleeper.core.statestore.transaction.AddFiles;
import sleeper.core.statestore.transaction.AddFilesOrigin;
import sleeper.core.statestore.transaction.TransactionJson;
import sleeper.core.statestore.transaction.TransactionType;

/**
 * A run's wish to publish its files.
 *
 * @param run the run under the epoch it holds
 * @param tableLife the life of the table that it started in
 * @param version the table's version that the request was checked against, in that life; the log of
 *     files must still end there
 * @param partitionsVersion the last partition transaction that it was checked against; the log of
 *     partitions must still end there, since a new tree would leave the files without partitions
 * @param references the files to add, ordered by filename; none if the job had no rows
 * @param entry what the ledger shall say, with the number that the files get: the next after the
 *     version, or 0 if there are none
 * @param writtenTime when the files were complete; the same in each request of a run, so that what
 *     is written about its files is the same too, whichever number they get
 */
public record CommitRequest(
    RunToken run,
    long tableLife,
    long version,
    long partitionsVersion,
    List<FileReference> references,
    LedgerEntry entry,
    Instant writtenTime) {

  public CommitRequest {
    references = List.copyOf(references);
    long number = references.isEmpty() ? 0 : version + 1;
    if (entry.transactionNumber() != number || !entry.runId().equals(run.runId())) {
      throw new IllegalArgumentException(
          "The ledger entry is of the run and its number: run=%s, number=%d, entry=%s"
              .formatted(run.runId(), number, entry));
    }
  }

  /** The transaction that adds the files, for the log of files; none if there are none. */
  public Optional<LogEntry> logEntry() {
    return logEntry(new AddFilesOrigin(entry.jobId(), null, run.runId(), writtenTime));
  }

  /**
   * The same transaction without a word about the job, for a log that Sleeper follows: it would
   * report a job that it finds there to its tracker, beside the run that does so itself.
   */
  public Optional<LogEntry> logEntryWithoutJob() {
    return logEntry(new AddFilesOrigin(null, null, null, writtenTime));
  }

  private Optional<LogEntry> logEntry(AddFilesOrigin origin) {
    if (references.isEmpty()) {
      return Optional.empty();
    }
    String body = TransactionJson.write(AddFiles.of(origin, references));
    return Optional.of(
        new LogEntry(
            entry.transactionNumber(), entry.committedAt(), TransactionType.ADD_FILES, body));
  }
}
