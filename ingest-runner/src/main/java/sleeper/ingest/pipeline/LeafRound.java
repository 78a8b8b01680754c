package sleeper.ingest.pipeline;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import sleeper.core.partition.Partition;
import sleeper.ingest.finish.FinishCounts;
import sleeper.ingest.finish.FinishSettings;
import sleeper.ingest.finish.LeafMemory;
import sleeper.ingest.finish.LeafWorker;
import sleeper.ingest.output.FileSink;
import sleeper.ingest.output.LeafFile;
import sleeper.ingest.output.WrittenFile;
import sleeper.ingest.spill.PartitionedRows;

/**
 * Writes all leaves that have rows, each to a file: on several threads, the largest first, as many
 * at once as there is memory for.
 */
final class LeafRound {

  private final FinishSettings settings;
  private final FinishCounts counts;
  private final FileSink sink;
  private final PartitionedRows rows;
  private final List<Partition> leaves;
  private final int number;
  private final MemoryGate gate;
  private final ProgressListener progress;
  private final int[] order;
  private final @Nullable WrittenFile[] files;
  private final AtomicInteger next = new AtomicInteger();
  private int finishedLeaves;
  private long finishedRows;
  private volatile boolean failed;

  LeafRound(LeafRoundSettings round, PartitionedRows rows, MemoryGate gate, int number) {
    settings = round.finish();
    counts = round.counts();
    sink = round.sink();
    leaves = round.leaves();
    progress = round.progress();
    this.rows = rows;
    this.gate = gate;
    this.number = number;
    order =
        IntStream.range(0, rows.partitions())
            .filter(leaf -> rows.rows(leaf) > 0)
            .boxed()
            .sorted(Comparator.comparingLong((Integer leaf) -> -rows.rows(leaf)))
            .mapToInt(Integer::intValue)
            .toArray();
    files = new WrittenFile[rows.partitions()];
  }

  /** Writes all leaves; gives their files in the order of leaves. */
  List<WrittenFile> run(ExecutorService executor, int threads) throws IOException {
    long total = 0;
    for (int leaf : order) {
      total += rows.rows(leaf);
    }
    progress.finishing(order.length, total);
    int workers = Math.min(threads, order.length);
    if (workers <= 1) {
      work();
    } else {
      runParallel(executor, workers);
    }
    List<WrittenFile> result = new ArrayList<>();
    for (WrittenFile file : files) {
      if (file != null) {
        result.add(file);
      }
    }
    return result;
  }

  private void runParallel(ExecutorService executor, int workers) throws IOException {
    List<Future<?>> futures = new ArrayList<>();
    for (int i = 0; i < workers; i++) {
      futures.add(
          executor.submit(
              () -> {
                work();
                return null;
              }));
    }
    Failure failure = new Failure();
    for (Future<?> future : futures) {
      awaitOne(future, failure);
    }
    failure.throwIfAny();
  }

  /** Waits until a worker is done, even when interrupted: its buffers must not be pulled away. */
  private void awaitOne(Future<?> future, Failure failure) {
    boolean interrupted = false;
    while (true) {
      try {
        future.get();
        break;
      } catch (ExecutionException e) {
        failure.add(e.getCause());
        break;
      } catch (InterruptedException e) {
        interrupted = true;
        failed = true;
        failure.add(new InterruptedIOException("Writing the leaf partitions was interrupted"));
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void work() throws IOException {
    try (LeafWorker worker = new LeafWorker(settings, counts)) {
      int position = next.getAndIncrement();
      while (position < order.length && !failed) {
        writeWithinMemory(worker, order[position]);
        position = next.getAndIncrement();
      }
    } catch (InterruptedException e) {
      failed = true;
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("Writing the leaf partitions was interrupted");
    } catch (Throwable e) {
      failed = true;
      throw e;
    }
  }

  private void writeWithinMemory(LeafWorker worker, int leaf)
      throws IOException, InterruptedException {
    long needed =
        Math.min(
            settings.leafBytes(), LeafMemory.needed(settings, rows.rows(leaf), rows.bytes(leaf)));
    long withBuffers = Math.max(needed, worker.allocatedBytes() + settings.fileBytes());
    long taken = withBuffers;
    if (!gate.tryTake(withBuffers)) {
      worker.release();
      taken = gate.await(needed);
    }
    try {
      write(worker, leaf);
    } finally {
      gate.giveBack(taken);
    }
  }

  private void write(LeafWorker worker, int leaf) throws IOException {
    try (LeafFile file = sink.create(leaves.get(leaf).id(), number, rows.rows(leaf))) {
      worker.write(rows, leaf, file);
      files[leaf] = file.finish();
    }
    countFinished(rows.rows(leaf));
  }

  /** One at a time, so that the last that is heard is all there is. */
  private synchronized void countFinished(long leafRows) {
    finishedLeaves++;
    finishedRows += leafRows;
    progress.leafFinished(finishedLeaves, finishedRows);
  }
}
