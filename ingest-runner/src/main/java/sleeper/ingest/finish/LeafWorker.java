package sleeper.ingest.finish;

import java.io.IOException;
import java.util.List;
import sleeper.ingest.output.LeafFile;
import sleeper.ingest.sort.RowSorter;
import sleeper.ingest.spill.ColumnBytes;
import sleeper.ingest.spill.PartitionedRows;
import sleeper.ingest.spill.SliceBuffer;
import sleeper.ingest.spill.SliceReader;
import sleeper.parquet.block.Column;

/**
 * Writes leaves one after another: all rows of a partition, sorted, into a file.
 *
 * <p>What fits the memory for a leaf is loaded and sorted at once. What does not is cut into ranges
 * of keys that do and are written one after another. Where that cannot be, because too many rows
 * have the same keys, it is sorted in runs that are merged. Not thread-safe; the buffers are kept
 * for the next leaf.
 */
public final class LeafWorker implements AutoCloseable {

  private final FinishSettings settings;
  private final FinishCounts counts;
  private final SliceBuffer buffer = new SliceBuffer();
  private RowSorter sorter = new RowSorter();
  private RowGroups groups;
  private List<Column> columns = List.of();

  /** A worker that counts what it did. */
  public LeafWorker(FinishSettings settings, FinishCounts counts) {
    this.settings = settings;
    this.counts = counts;
    groups = new RowGroups(settings);
  }

  /** The bytes of memory that are held for the next leaf. */
  public long allocatedBytes() {
    long bytes = buffer.allocatedBytes() + sorter.allocatedBytes() + groups.allocatedBytes();
    for (Column column : columns) {
      bytes += column.allocatedBytes();
    }
    return bytes;
  }

  /** Gives up the memory that is held. */
  public void release() {
    buffer.close();
    sorter = new RowSorter();
    groups = new RowGroups(settings);
    columns = List.of();
  }

  /** Writes all rows of a partition, in order. */
  public void write(PartitionedRows rows, int partition, LeafFile file) throws IOException {
    long needed = LeafMemory.needed(settings, rows.rows(partition), rows.bytes(partition));
    if (needed <= settings.leafBytes() || rows.rows(partition) == 1) {
      writeLoaded(rows, partition, file);
      return;
    }
    release();
    new SubRanges(settings, counts, this).write(rows, partition, file);
    release();
  }

  /** The buffer for slices. */
  SliceBuffer buffer() {
    return buffer;
  }

  private void writeLoaded(PartitionedRows rows, int partition, LeafFile file) throws IOException {
    int count = Math.toIntExact(rows.rows(partition));
    prepare(rows, count);
    SliceReader reader = rows.read(partition, buffer);
    while (reader.next(columns)) {
      CancelledFinish.check();
    }
    sortAndWrite(columns, file);
  }

  /** Writes loaded rows, in order. */
  void sortAndWrite(List<Column> loaded, LeafFile file) throws IOException {
    int count = loaded.get(0).size();
    int[] order = sorter.sort(loaded, settings.schema().keyCount(), count);
    long bytes = 0;
    for (Column column : loaded) {
      bytes += ColumnBytes.inArrays(column, 0, count);
    }
    groups.write(loaded, order, count, bytes, file);
  }

  private void prepare(PartitionedRows rows, int count) {
    List<Column> fresh = rows.newColumns();
    if (!sameKinds(columns, fresh)) {
      columns = fresh;
    }
    for (Column column : columns) {
      column.clear();
      column.ensureCapacity(count);
    }
  }

  private static boolean sameKinds(List<Column> left, List<Column> right) {
    if (left.size() != right.size()) {
      return false;
    }
    for (int i = 0; i < left.size(); i++) {
      if (left.get(i).getClass() != right.get(i).getClass()) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() {
    release();
  }
}
