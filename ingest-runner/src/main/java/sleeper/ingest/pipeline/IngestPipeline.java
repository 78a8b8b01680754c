package sleeper.ingest.pipeline;

import java.io.IOException;
import java.util.List;
import sleeper.ingest.output.FileSink;
import sleeper.ingest.output.WrittenFile;
import sleeper.parquet.block.RowBlock;

/**
 * Turns blocks of rows into one sorted file for each leaf partition.
 *
 * <p>Blocks are added, then the pipeline is finished once; whatever happened, it is closed. One
 * thread calls it; it has threads of its own. After an exception it can only be closed.
 */
public final class IngestPipeline implements AutoCloseable {

  private final PipelineSettings settings;
  private final FileSink sink;
  private final ProgressListener progress;

  /** A pipeline without rows; nothing is on disk yet. */
  public IngestPipeline(PipelineSettings settings, FileSink sink, ProgressListener progress) {
    this.settings = settings;
    this.sink = sink;
    this.progress = progress;
  }

  /** Adds rows; the place of a refused row is its position in the job. */
  public void add(RowBlock block) throws IOException {
    add(block, row -> "row=" + row);
  }

  /**
   * Adds the rows of a block, which is the caller's again on return.
   *
   * @param place where rows of the block came from
   * @throws sleeper.core.error.BudgetExceeded if a row is larger than a quarter of the memory
   *     budget, or memory and disk are full; the message says what to raise
   * @throws IOException if spilling, or writing a file after a flush, fails
   */
  public void add(RowBlock block, RowPlace place) throws IOException {
    throw new UnsupportedOperationException(place.of(0) + settings + progress);
  }

  /**
   * Sorts and writes all leaves that have rows.
   *
   * @return the files, in the order of the tree's leaves; none if there were no rows
   * @throws sleeper.core.error.CorruptData if a spill file was changed by somebody else
   * @throws IOException if writing or publishing a file fails; the caller deletes those finished
   */
  public List<WrittenFile> finish() throws IOException {
    throw new UnsupportedOperationException(sink.toString());
  }

  /** What has been done so far; complete after {@link #finish}. */
  public PipelineMetrics metrics() {
    return new PipelineMetrics(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  }

  /** Deletes spill files, stops threads and abandons files that were not finished. */
  @Override
  public void close() {}
}
