package sleeper.ingest.runner;

import java.time.Duration;
import java.util.List;
import sleeper.core.ingest.LedgerEntry;
import sleeper.core.ingest.RunTotals;
import sleeper.core.statestore.FileReference;
import sleeper.ingest.output.WrittenFile;
import sleeper.ingest.pipeline.PipelineMetrics;
import sleeper.ingest.source.InputFile;

/**
 * What came of an ingest job.
 *
 * @param tableName the table
 * @param duplicate whether the job had been committed before, so that nothing was done now
 * @param entry what the job ledger says; for a duplicate, of the run that committed
 * @param inputFiles the files that were read, with the rows of each; none for rows that came from
 *     elsewhere, and for a duplicate
 * @param files the data files that this run added; none for a duplicate
 * @param work what the run did: spills, files, bytes; all 0 for a duplicate
 * @param commitConflicts how often others changed the table first while the run committed
 * @param duration from the start of the run, after any wait for another run of the job, to the
 *     commit
 * @param notices what the user may want to know, such as columns that were ignored
 */
public record IngestResult(
    String tableName,
    boolean duplicate,
    LedgerEntry entry,
    List<InputFile> inputFiles,
    List<WrittenFile> files,
    PipelineMetrics work,
    int commitConflicts,
    Duration duration,
    List<String> notices) {

  /** The work of a run that had nothing to do. */
  static final PipelineMetrics NO_WORK = new PipelineMetrics(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

  public IngestResult {
    inputFiles = List.copyOf(inputFiles);
    files = List.copyOf(files);
    notices = List.copyOf(notices);
  }

  /** The job, as it is in the job ledger. */
  public String jobId() {
    return entry.jobId();
  }

  /** Rows and files; for a duplicate, those of the run that committed. */
  public RunTotals totals() {
    return entry.totals();
  }

  /** The transaction that added the files, 0 if there were no rows. */
  public long transactionNumber() {
    return entry.transactionNumber();
  }

  /** The references that were added to the table, one for each file. */
  public List<FileReference> references() {
    return files.stream()
        .map(file -> FileReference.wholeFile(file.filename(), file.partitionId(), file.rows()))
        .toList();
  }

  /** Rows taken from the source. */
  public long rowsRead() {
    return totals().rowsRead();
  }

  /** Rows that are in the table because of this job. */
  public long rowsWritten() {
    return totals().rowsWritten();
  }
}
