package sleeper.ingest.finish;

import java.io.IOException;
import java.util.List;
import sleeper.ingest.output.LeafFile;
import sleeper.ingest.partition.KeyRanges;
import sleeper.ingest.spill.PartitionedRows;
import sleeper.ingest.spill.SliceReader;
import sleeper.ingest.spill.StoreSettings;
import sleeper.parquet.block.Column;

/**
 * Writes a partition that is too large for memory as ranges of (row key, sort key) that are not.
 *
 * <p>Bounds come from a sample. The rows are partitioned once more by them, into a spill file of
 * their own, and each range is written like a leaf. A range that keeps most of the rows has too
 * many equal keys to be cut, and is merged from sorted runs.
 */
final class SubRanges {

  private static final int MAX_RANGES = 1 << 12;
  private static final int MIN_STAGE = 1 << 12;
  private static final int MAX_STAGE = 1 << 22;

  private final FinishSettings settings;
  private final FinishCounts counts;
  private final LeafWorker worker;

  SubRanges(FinishSettings settings, FinishCounts counts, LeafWorker worker) {
    this.settings = settings;
    this.counts = counts;
    this.worker = worker;
  }

  void write(PartitionedRows rows, int partition, LeafFile file) throws IOException {
    long total = rows.rows(partition);
    List<Column> bounds =
        new KeySample(settings.schema(), worker.buffer())
            .bounds(rows, partition, ranges(rows, partition));
    boolean hasBounds = bounds.get(0).size() > 0;
    if (hasBounds && !settings.disk().hasRoomFor(rows.bytes(partition) * 5 / 4)) {
      counts.countSubRanges();
      new RangePasses(settings, worker).write(rows, partition, bounds, file);
      return;
    }
    if (!hasBounds) {
      new RunMerge(settings, counts, worker).write(rows, partition, file);
      return;
    }
    counts.countSubRanges();
    try (PartitionedRows ranges =
        new PartitionedRows(store(), new KeyRanges(bounds), settings.dictionaries())) {
      fill(ranges, rows, partition);
      for (int range = 0; range < ranges.partitions(); range++) {
        if (ranges.rows(range) > total - total / 4) {
          writeLarge(ranges, range, file);
        } else if (ranges.rows(range) > 0) {
          worker.write(ranges, range, file);
        }
      }
    }
  }

  private void writeLarge(PartitionedRows ranges, int range, LeafFile file) throws IOException {
    long needed = LeafMemory.needed(settings, ranges.rows(range), ranges.bytes(range));
    if (needed <= settings.leafBytes()) {
      worker.write(ranges, range, file);
    } else {
      new RunMerge(settings, counts, worker).write(ranges, range, file);
    }
  }

  private int ranges(PartitionedRows rows, int partition) {
    long needed = LeafMemory.needed(settings, rows.rows(partition), rows.bytes(partition));
    long available = Math.max(1, settings.leafBytes() - settings.fileBytes());
    return (int) Math.min(MAX_RANGES, 2 + needed * 3 / 2 / available);
  }

  private StoreSettings store() {
    long stage = settings.leafBytes() / 16;
    return new StoreSettings(
        settings.schema(),
        settings.leafBytes() / 2,
        (int) Math.max(MIN_STAGE, Math.min(MAX_STAGE, stage)),
        settings.folder(),
        settings.disk());
  }

  private void fill(PartitionedRows ranges, PartitionedRows rows, int partition)
      throws IOException {
    List<Column> columns = rows.newColumns();
    SliceReader reader = rows.read(partition, worker.buffer());
    while (reader.next(columns)) {
      CancelledFinish.check();
      int count = columns.get(0).size();
      if (!ranges.add(columns, 0, count)) {
        ranges.spill();
        if (!ranges.add(columns, 0, count)) {
          throw new IllegalStateException("An empty store takes any rows");
        }
      }
      columns.forEach(Column::clear);
    }
    ranges.spill();
    ranges.freeMemory();
    worker.release();
  }
}
