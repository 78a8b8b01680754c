package sleeper.ingest.runner;

import java.io.IOException;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.arrow.vector.ipc.ArrowReader;
import sleeper.core.error.InvalidInput;
import sleeper.core.ingest.JobFingerprint;
import sleeper.core.ingest.JobRequest;
import sleeper.core.ingest.RunStart;
import sleeper.core.row.CloseableIterator;
import sleeper.core.row.Row;
import sleeper.core.storage.SourceFile;
import sleeper.core.table.TableId;
import sleeper.ingest.arrow.ArrowSource;
import sleeper.ingest.files.ParquetFilesSource;
import sleeper.ingest.rows.BlockLimits;
import sleeper.ingest.rows.RowBlockFiller;
import sleeper.ingest.rows.RowIteratorSource;
import sleeper.ingest.source.IngestSource;

/**
 * Adds rows to tables: sorted, one Parquet file for each leaf partition, visible all at once.
 *
 * <p>Every call is one job. A job is done once: with the id of a job that has been committed,
 * nothing is read and the result says that it is a duplicate. Without an id each call is a new job.
 * If anything fails, nothing is added and nothing is left behind.
 *
 * <p>Immutable and thread-safe; jobs in several threads each use the budgets of their own.
 *
 * <p>All methods throw {@link sleeper.core.error.InvalidInput} for rows or files that do not fit
 * the table, {@link sleeper.core.error.BudgetExceeded} for what does not fit the budgets, {@link
 * sleeper.core.error.CommitRejected} if the table was dropped meanwhile, {@link
 * sleeper.core.error.CommitStateUnknown} if nobody can tell whether the job was committed (the same
 * job again will find out), and {@link IOException} if reading or writing fails.
 */
public final class IngestFactory {

  private static final String PARQUET_SUFFIX = ".parquet";

  private final IngestEnvironment environment;
  private final IngestSettings settings;
  private final IngestListener listener;

  /** A factory over an instance's tables and stores; {@code SleeperInstance} hands one out. */
  public IngestFactory(
      IngestEnvironment environment, IngestSettings settings, IngestListener listener) {
    this.environment = environment;
    this.settings = settings;
    this.listener = listener;
  }

  /** This factory with other budgets. */
  public IngestFactory withSettings(IngestSettings newSettings) {
    return new IngestFactory(environment, newSettings, listener);
  }

  /** This factory with somebody who hears how jobs are getting on. */
  public IngestFactory withListener(IngestListener newListener) {
    return new IngestFactory(environment, settings, newListener);
  }

  /** What jobs of this factory may use. */
  public IngestSettings settings() {
    return settings;
  }

  /** Ingests all rows of an iterable as a new job; closes its iterator if it can be closed. */
  public IngestResult ingest(String tableName, Iterable<Row> rows) throws IOException {
    return ingest(tableName, environment.newJobId(), rows);
  }

  /** Ingests all rows of an iterable as a job of an id; closes its iterator if it can be closed. */
  public IngestResult ingest(String tableName, String jobId, Iterable<Row> rows)
      throws IOException {
    OptionalLong count =
        rows instanceof Collection<Row> collection
            ? OptionalLong.of(collection.size())
            : OptionalLong.empty();
    return runRows(tableName, jobId, rows.iterator(), count);
  }

  /** Ingests the rest of an iterator as a new job; closes it if it can be closed. */
  public IngestResult ingest(String tableName, Iterator<Row> rows) throws IOException {
    return ingest(tableName, environment.newJobId(), rows);
  }

  /** Ingests the rest of an iterator as a job of an id; closes it if it can be closed. */
  public IngestResult ingest(String tableName, String jobId, Iterator<Row> rows)
      throws IOException {
    return runRows(tableName, jobId, rows, OptionalLong.empty());
  }

  /** Ingests the batches that an Arrow reader has left, as a new job; does not close it. */
  public IngestResult ingestArrow(String tableName, ArrowReader batches) throws IOException {
    return ingestArrow(tableName, environment.newJobId(), batches);
  }

  /** Ingests the batches that an Arrow reader has left, as a job of an id; does not close it. */
  public IngestResult ingestArrow(String tableName, String jobId, ArrowReader batches)
      throws IOException {
    return run(
        tableName,
        new JobRequest(jobId, ""),
        (schema, context) -> ArrowSource.open(batches, schema, context));
  }

  /** Ingests Parquet files, and those in folders, as a new job. */
  public IngestResult ingestFiles(String tableName, List<String> paths) throws IOException {
    return ingestFiles(tableName, environment.newJobId(), paths);
  }

  /**
   * Ingests Parquet files, and those in folders, as a job of an id. The same id with other files,
   * or with files that have changed, is refused.
   */
  public IngestResult ingestFiles(String tableName, String jobId, List<String> paths)
      throws IOException {
    return runFiles(environment.tables().find(tableName), jobId, findFiles(paths));
  }

  /**
   * Ingests files that {@link #findFiles} found, as a job of an id. The same id with other files,
   * or with files that have changed, is refused.
   *
   * @throws sleeper.core.error.InvalidInput also if another table has the table's name by now
   */
  public IngestResult ingestFiles(TableId table, String jobId, List<SourceFile> files)
      throws IOException {
    return runFiles(targetOf(table), jobId, files);
  }

  /**
   * The Parquet files that paths mean, each itself or those in a folder.
   *
   * @throws sleeper.core.error.InvalidInput naming a path that means no file
   */
  public List<SourceFile> findFiles(List<String> paths) throws IOException {
    return environment.sourceFiles().find(paths, PARQUET_SUFFIX);
  }

  /** Whether a job was committed to a table, or a run of it is alive; empty if neither. */
  public Optional<RunStart> findRun(TableId table, String jobId) {
    return targetOf(table).runs().find(jobId);
  }

  /** Takes rows one by one, as a new job. */
  public IngestWriter writer(String tableName) throws IOException {
    return writer(tableName, environment.newJobId());
  }

  /**
   * Takes rows one by one, as a job of an id.
   *
   * @throws sleeper.core.error.InvalidInput if the job has been committed before
   */
  public IngestWriter writer(String tableName, String jobId) throws IOException {
    BlockLimits limits = BlockLimits.ofBudget(settings.memoryBytes());
    IngestJob job = jobIn(environment.tables().find(tableName));
    IngestSession session = job.startNew(new JobRequest(jobId, ""), limits.memoryBytes());
    return new IngestWriter(session, new RowBlockFiller(session.schema(), limits));
  }

  private IngestTarget targetOf(TableId table) {
    IngestTarget target = environment.tables().find(table.name());
    if (!target.tableId().equals(table.id())) {
      throw new InvalidInput("Table %s has been dropped and made again".formatted(table));
    }
    return target;
  }

  private IngestResult runFiles(IngestTarget target, String jobId, List<SourceFile> files)
      throws IOException {
    return jobIn(target)
        .run(
            new JobRequest(jobId, JobFingerprint.of(target.tableId(), files)),
            (schema, context) ->
                ParquetFilesSource.open(environment.sourceFiles(), files, schema, context));
  }

  private IngestResult runRows(
      String tableName, String jobId, Iterator<Row> rows, OptionalLong count) throws IOException {
    try (CloseableIterator<Row> closing = rows instanceof CloseableIterator<Row> it ? it : null) {
      return run(
          tableName,
          new JobRequest(jobId, ""),
          (schema, context) ->
              new RowIteratorSource(
                  schema, rows, count, BlockLimits.ofBudget(context.jobMemoryBytes())));
    }
  }

  private IngestResult run(String tableName, JobRequest request, IngestSource.Opener source)
      throws IOException {
    return jobIn(environment.tables().find(tableName)).run(request, source);
  }

  private IngestJob jobIn(IngestTarget target) {
    return new IngestJob(target, environment, settings, listener);
  }
}
