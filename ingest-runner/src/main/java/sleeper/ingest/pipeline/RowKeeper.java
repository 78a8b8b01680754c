package sleeper.ingest.pipeline;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import sleeper.core.partition.Partition;
import sleeper.ingest.finish.FinishCounts;
import sleeper.ingest.finish.FinishSettings;
import sleeper.ingest.finish.LeafMemory;
import sleeper.ingest.output.FileSink;
import sleeper.ingest.output.WrittenFile;
import sleeper.ingest.partition.LeafFinder;
import sleeper.ingest.spill.Dictionaries;
import sleeper.ingest.spill.DiskBudget;
import sleeper.ingest.spill.PartitionedRows;
import sleeper.ingest.spill.StoreSettings;
import sleeper.parquet.block.Column;

/**
 * Keeps the rows of a job by leaf, spills or flushes them when memory is full, and has the leaves
 * written. Used by one thread at a time.
 */
final class RowKeeper implements AutoCloseable {

  private final PipelineSettings settings;
  private final MemoryPlan plan;
  private final FileSink sink;
  private final ProgressListener progress;
  private final ExecutorService finishers;
  private final List<Partition> leaves;
  private final DiskBudget disk;
  private final Dictionaries dictionaries;
  private final PartitionedRows rows;
  private final FinishCounts counts = new FinishCounts();
  private final AtomicLong spills = new AtomicLong();
  private final AtomicLong flushes = new AtomicLong();
  private final AtomicLong peak = new AtomicLong();
  private final List<WrittenFile> files = new ArrayList<>();

  RowKeeper(
      PipelineSettings settings,
      FileSink sink,
      ProgressListener progress,
      ExecutorService finishers) {
    this.settings = settings;
    this.sink = sink;
    this.progress = progress;
    this.finishers = finishers;
    plan = MemoryPlan.of(settings, sink.memoryBytesPerFile());
    leaves = settings.tree().leaves();
    disk = new DiskBudget(settings.diskBytes());
    dictionaries = Dictionaries.growing(settings.schema(), plan.dictionaryBytes());
    StoreSettings store =
        new StoreSettings(
            settings.schema(),
            plan.arenaBytes(),
            plan.stageBytes(),
            settings.spillDirectory(),
            disk);
    rows =
        new PartitionedRows(
            store, new LeafFinder(settings.schema(), settings.tree()), dictionaries);
  }

  /** Adds the rows {@code from} to {@code to}, in pieces that fit the memory. */
  void add(List<Column> columns, int from, int to) throws IOException {
    if (to - from > 1 && rows.bytesOf(columns, from, to) > rows.pieceBytes()) {
      int middle = (from + to) >>> 1;
      add(columns, from, middle);
      add(columns, middle, to);
      return;
    }
    if (!rows.add(columns, from, to)) {
      makeRoom();
      if (!rows.add(columns, from, to)) {
        throw new IllegalStateException("Rows do not fit memory that is empty: rows=" + to);
      }
    }
    long held = settings.sourceBytes() + rows.memoryBytes() + dictionaries.allocatedBytes();
    peak.accumulateAndGet(held + plan.besidesArena(), Math::max);
  }

  /** Writes all leaves that have rows and forgets the rows; gives the files of the whole job. */
  List<WrittenFile> finish() throws IOException {
    writeLeaves(settings.memoryBytes(), Math.toIntExact(flushes.get()));
    return List.copyOf(files);
  }

  /** What was done so far, given what the caller counted. */
  PipelineMetrics metrics(long takenRows, long takenBlocks) {
    long bytes;
    long count;
    synchronized (files) {
      bytes = files.stream().mapToLong(WrittenFile::bytes).sum();
      count = files.size();
    }
    return new PipelineMetrics(
        takenRows,
        takenBlocks,
        spills.get(),
        disk.written(),
        flushes.get(),
        counts.subRangeLeaves(),
        counts.mergedLeaves(),
        count,
        bytes,
        peak.get());
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }

  private void makeRoom() throws IOException {
    boolean fits = disk.hasRoomFor(rows.spillBytes());
    if (fits || settings.fullPolicy() == FullPolicy.REFUSE) {
      spill();
      return;
    }
    long available = settings.memoryBytes() - settings.sourceBytes() - plan.besidesArena();
    writeLeaves(available, Math.toIntExact(flushes.getAndIncrement()));
  }

  private void spill() throws IOException {
    rows.spill();
    spills.incrementAndGet();
  }

  private void writeLeaves(long memory, int number) throws IOException {
    long available = memory - dictionaries.allocatedBytes();
    FinishSettings finish = finishSettings(available - rows.memoryBytes());
    if (rows.hasRowsInMemory()
        && largestLeaf(finish) > finish.leafBytes()
        && disk.hasRoomFor(rows.spillBytes())) {
      spill();
    }
    if (!rows.hasRowsInMemory()) {
      rows.freeMemory();
      finish = finishSettings(available);
    }
    long held = settings.memoryBytes() - available + rows.memoryBytes();
    MemoryGate gate = new MemoryGate(available - rows.memoryBytes(), held, peak);
    LeafRoundSettings round = new LeafRoundSettings(finish, counts, sink, leaves, progress);
    List<WrittenFile> written =
        new LeafRound(round, rows, gate, number).run(finishers, settings.threads());
    synchronized (files) {
      files.addAll(written);
    }
    rows.clear();
  }

  private long largestLeaf(FinishSettings finish) {
    long largest = 0;
    for (int leaf = 0; leaf < rows.partitions(); leaf++) {
      largest = Math.max(largest, LeafMemory.needed(finish, rows.rows(leaf), rows.bytes(leaf)));
    }
    return largest;
  }

  private FinishSettings finishSettings(long available) {
    return new FinishSettings(
        settings.schema(),
        MemoryPlan.leafBytes(available, sink.memoryBytesPerFile()),
        sink.memoryBytesPerFile(),
        settings.rowGroupRows(),
        MemoryPlan.rowGroupBytes(settings.rowGroupBytes(), settings.memoryBytes()),
        settings.spillDirectory(),
        disk,
        dictionaries.freeze());
  }
}
