package sleeper.core.ingest;

import java.util.List;
import sleeper.core.statestore.FileReference;

/**
 * A run's wish to publish its files.
 *
 * @param run the run under the epoch it holds
 * @param tableLife the life of the table that it started in
 * @param version the table's version that the request was checked against, in that life; the log of
 *     files must still end there
 * @param references the files to add, ordered by filename; none if the job had no rows
 * @param entry what the ledger shall say, with the number that the files get: the next after the
 *     version, or 0 if there are none
 */
public record CommitRequest(
    RunToken run, long tableLife, long version, List<FileReference> references, LedgerEntry entry) {

  public CommitRequest {
    references = List.copyOf(references);
    long number = references.isEmpty() ? 0 : version + 1;
    if (entry.transactionNumber() != number || !entry.runId().equals(run.runId())) {
      throw new IllegalArgumentException(
          "The ledger entry is of the run and its number: run=%s, number=%d, entry=%s"
              .formatted(run.runId(), number, entry));
    }
  }
}
