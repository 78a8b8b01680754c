package sleeper.ingest.pipeline;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import sleeper.core.error.BudgetExceeded;
import sleeper.core.job.JobLogging;
import sleeper.ingest.output.FileSink;
import sleeper.ingest.output.WrittenFile;
import sleeper.ingest.spill.ColumnBytes;
import sleeper.parquet.block.Column;
import sleeper.parquet.block.RowBlock;

/**
 * Turns blocks of rows into one sorted file for each leaf partition.
 *
 * <p>Blocks are added, then the pipeline is finished once; whatever happened, it is closed. One
 * thread calls it. Where there is more than one thread, another one partitions and spills what was
 * added while the caller reads the next block, and leaves are written in parallel; the files are
 * the same for any number of threads. After an exception it can only be closed.
 *
 * <p>Memory is bounded by {@link PipelineSettings#memoryBytes}, whatever the rows and leaves.
 */
public final class IngestPipeline implements AutoCloseable {

  private static final int COPIES = 3;
  private static final long CLOSE_SECONDS = 60;

  private final PipelineSettings settings;
  private final ProgressListener progress;
  private final MemoryPlan plan;
  private final ExecutorService partitioner;
  private final ExecutorService finishers;
  private final RowKeeper rows;
  private final BlockingQueue<BlockCopy> free = new ArrayBlockingQueue<>(COPIES);
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private long takenRows;
  private long takenBlocks;

  /** A pipeline without rows; nothing is on disk yet. */
  public IngestPipeline(PipelineSettings settings, FileSink sink, ProgressListener progress) {
    this.settings = settings;
    this.progress = progress;
    plan = MemoryPlan.of(settings, sink.memoryBytesPerFile());
    partitioner = Executors.newSingleThreadExecutor(task -> daemon(task, "ingest-partition"));
    finishers =
        Executors.newFixedThreadPool(settings.threads(), task -> daemon(task, "ingest-finish"));
    rows = new RowKeeper(settings, sink, progress, finishers);
    for (int i = 0; i < COPIES; i++) {
      free.add(new BlockCopy());
    }
  }

  /** Adds rows; the place of a refused row is its position in the job. */
  public void add(RowBlock block) throws IOException {
    long first = takenRows;
    add(block, row -> "row=" + (first + row));
  }

  /**
   * Adds the rows of a block, which is the caller's again on return.
   *
   * @param place where rows of the block came from
   * @throws BudgetExceeded if a row is larger than a quarter of the memory budget, or memory and
   *     disk are full; the message says what to raise
   * @throws IOException if spilling, or writing a file after a flush, fails
   */
  public void add(RowBlock block, RowPlace place) throws IOException {
    checkRows(block, place);
    if (settings.threads() == 1) {
      rows.add(block.columns(), 0, block.rows());
    } else {
      handOver(block.columns(), 0, block.rows());
    }
    takenRows += block.rows();
    takenBlocks++;
    progress.rowsTaken(takenRows);
  }

  /**
   * Sorts and writes all leaves that have rows.
   *
   * @return the files, in the order of the tree's leaves, those of an earlier flush first; none if
   *     there were no rows
   * @throws sleeper.core.error.CorruptData if a spill file was changed by somebody else
   * @throws IOException if writing or publishing a file fails; the caller deletes those finished
   */
  public List<WrittenFile> finish() throws IOException {
    drain();
    return rows.finish();
  }

  /** What has been done so far; complete after {@link #finish}. */
  public PipelineMetrics metrics() {
    return rows.metrics(takenRows, takenBlocks);
  }

  /** Deletes spill files, stops threads and abandons files that were not finished. */
  @Override
  public void close() {
    partitioner.shutdownNow();
    finishers.shutdownNow();
    awaitThreads();
    try {
      rows.close();
    } catch (IOException e) {
      throw new UncheckedIOException("A spill file could not be closed", e);
    }
  }

  private void checkRows(RowBlock block, RowPlace place) {
    if (plainBytes(block.columns(), 0, block.rows()) <= plan.maxRowBytes()) {
      return;
    }
    for (int row = 0; row < block.rows(); row++) {
      long bytes = plainBytes(block.columns(), row, row + 1);
      if (bytes > plan.maxRowBytes()) {
        throw new BudgetExceeded(
            "A row is larger than a quarter of the memory budget; raise the budget: "
                + place.of(row)
                + ", rowBytes="
                + bytes
                + ", memoryBudgetBytes="
                + settings.memoryBytes());
      }
    }
  }

  private static long plainBytes(List<Column> columns, int from, int to) {
    long bytes = 0;
    for (Column column : columns) {
      bytes += ColumnBytes.plain(column, from, to);
    }
    return bytes;
  }

  /** Copies rows piece by piece and lets the other thread partition them. */
  private void handOver(List<Column> columns, int from, int to) throws IOException {
    long bytes = 0;
    for (Column column : columns) {
      bytes += ColumnBytes.inArrays(column, from, to);
    }
    if (bytes <= plan.waitingBytes()) {
      BlockCopy copy = takeCopy();
      copy.fill(columns, from, to);
      partitioner.execute(() -> partition(copy));
    } else if (to - from > 1) {
      int middle = (from + to) >>> 1;
      handOver(columns, from, middle);
      handOver(columns, middle, to);
    } else {
      drain();
      rows.add(columns, from, to);
    }
  }

  private BlockCopy takeCopy() throws IOException {
    try {
      BlockCopy copy = free.take();
      throwFailure();
      return copy;
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  private void partition(BlockCopy copy) {
    try {
      if (failure.get() == null) {
        rows.add(copy.columns(), 0, copy.rows());
      }
    } catch (IOException | RuntimeException | Error e) {
      failure.compareAndSet(null, e);
    } finally {
      free.add(copy);
    }
  }

  /** Waits until all that was handed over is partitioned. */
  private void drain() throws IOException {
    try {
      List<BlockCopy> all = new ArrayList<>();
      for (int i = 0; i < COPIES; i++) {
        all.add(free.take());
      }
      free.addAll(all);
    } catch (InterruptedException e) {
      throw interrupted();
    }
    throwFailure();
  }

  private void throwFailure() throws IOException {
    Failure first = new Failure();
    first.add(failure.get());
    first.throwIfAny();
  }

  private static InterruptedIOException interrupted() {
    Thread.currentThread().interrupt();
    return new InterruptedIOException("The ingest was interrupted");
  }

  /** Waits even when interrupted: memory that a thread is at work on must not be freed. */
  private void awaitThreads() {
    boolean interrupted = Thread.interrupted();
    try {
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(CLOSE_SECONDS);
      while (!isTerminated(deadline - System.nanoTime())) {
        interrupted |= Thread.interrupted();
        if (System.nanoTime() - deadline > 0) {
          throw new IllegalStateException(
              "A thread of the ingest has not ended within " + CLOSE_SECONDS + " s");
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private boolean isTerminated(long nanos) {
    try {
      return partitioner.awaitTermination(nanos, TimeUnit.NANOSECONDS)
          && finishers.awaitTermination(nanos, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(JobLogging.carry(task), name);
    thread.setDaemon(true);
    return thread;
  }
}
