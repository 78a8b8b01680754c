package sleeper.ingest.finish;

import java.io.IOException;
import java.util.List;
import sleeper.core.error.BudgetExceeded;
import sleeper.ingest.columns.ColumnCopy;
import sleeper.ingest.output.LeafFile;
import sleeper.ingest.partition.KeyRanges;
import sleeper.ingest.partition.RowOrder;
import sleeper.ingest.spill.ColumnBytes;
import sleeper.ingest.spill.PartitionedRows;
import sleeper.ingest.spill.SliceReader;
import sleeper.parquet.block.Column;

/**
 * Writes a partition that is too large for memory range by range without any disk: goes through all
 * of its rows once for each range and loads those in it.
 */
final class RangePasses {

  private final FinishSettings settings;
  private final LeafWorker worker;

  RangePasses(FinishSettings settings, LeafWorker worker) {
    this.settings = settings;
    this.worker = worker;
  }

  void write(PartitionedRows rows, int partition, List<Column> bounds, LeafFile file)
      throws IOException {
    KeyRanges ranges = new KeyRanges(bounds);
    RowOrder order = new RowOrder(ranges);
    List<Column> piece = rows.newColumns();
    List<Column> loaded = rows.newColumns();
    for (int range = 0; range < ranges.partitions(); range++) {
      SliceReader reader = rows.read(partition, worker.buffer());
      while (reader.next(piece)) {
        CancelledFinish.check();
        pick(piece, order, range, loaded);
        refuseTooMany(loaded);
        piece.forEach(Column::clear);
      }
      if (loaded.get(0).size() > 0) {
        worker.sortAndWrite(loaded, file);
      }
      loaded.forEach(Column::clear);
    }
  }

  private static void pick(List<Column> piece, RowOrder order, int range, List<Column> loaded) {
    int[] starts = order.order(piece, 0, piece.get(0).size());
    for (int field = 0; field < piece.size(); field++) {
      ColumnCopy.gather(
          piece.get(field), order.rows(), starts[range], starts[range + 1], loaded.get(field));
    }
  }

  private void refuseTooMany(List<Column> loaded) {
    int count = loaded.get(0).size();
    long bytes = 0;
    for (Column column : loaded) {
      bytes += ColumnBytes.inArrays(column, 0, count);
    }
    if (LeafMemory.needed(settings, count, bytes) > 2 * settings.leafBytes()) {
      throw new BudgetExceeded(
          "Rows with the same keys fit neither the memory budget nor the disk budget; raise one of"
              + " them: rows="
              + count
              + ", bytes="
              + bytes);
    }
  }
}
