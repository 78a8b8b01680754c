package sleeper.ingest.finish;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import sleeper.core.schema.Schema;
import sleeper.ingest.columns.ColumnCopy;
import sleeper.ingest.sort.KeyComparator;
import sleeper.ingest.sort.RowSorter;
import sleeper.ingest.spill.PartitionedRows;
import sleeper.ingest.spill.SliceBuffer;
import sleeper.ingest.spill.SliceReader;
import sleeper.parquet.block.Column;
import sleeper.parquet.block.Columns;

/** Picks keys that cut the rows of a partition into ranges of about the same number of rows. */
final class KeySample {

  private static final int SLICES = 64;
  private static final int ROWS_PER_RANGE = 64;

  private final Schema schema;
  private final SliceBuffer buffer;

  KeySample(Schema schema, SliceBuffer buffer) {
    this.schema = schema;
    this.buffer = buffer;
  }

  /**
   * The keys at which ranges begin, in order and all different: the first range begins before all.
   *
   * @return one column for each key, plain; as many rows as there are bounds, perhaps none
   */
  List<Column> bounds(PartitionedRows rows, int partition, int ranges) throws IOException {
    List<Column> sample = sample(rows, partition, ranges * ROWS_PER_RANGE);
    int count = sample.get(0).size();
    int keys = schema.keyCount();
    int[] order = new RowSorter().sort(sample, keys, count);
    List<Column> bounds = emptyKeys();
    for (int range = 1; range < ranges; range++) {
      int row = order[(int) ((long) count * range / ranges)];
      int last = bounds.get(0).size() - 1;
      boolean isNew = last < 0 || KeyComparator.compare(bounds, last, sample, row, 0, keys) < 0;
      if (isNew && KeyComparator.compare(sample, order[0], sample, row, 0, keys) < 0) {
        copy(sample, row, row + 1, bounds);
      }
    }
    return bounds;
  }

  /** Keys of rows from slices all over the partition. */
  private List<Column> sample(PartitionedRows rows, int partition, int wanted) throws IOException {
    int slices = count(rows, partition);
    int step = Math.max(1, slices / SLICES);
    int perSlice = Math.max(1, wanted / ((slices + step - 1) / step));
    List<Column> sample = emptyKeys();
    List<Column> loaded = rows.newColumns();
    SliceReader reader = rows.read(partition, buffer);
    for (int slice = 0; slice < slices; slice++) {
      if (slice % step != 0) {
        reader.skip();
        continue;
      }
      loaded.forEach(Column::clear);
      reader.next(loaded);
      pick(loaded, perSlice, sample);
    }
    return sample;
  }

  private static int count(PartitionedRows rows, int partition) {
    try (SliceBuffer unused = new SliceBuffer()) {
      SliceReader reader = rows.read(partition, unused);
      int count = 0;
      while (reader.skip()) {
        count++;
      }
      return count;
    }
  }

  private void pick(List<Column> loaded, int wanted, List<Column> sample) {
    int count = loaded.get(0).size();
    int picked = Math.min(count, wanted);
    for (int i = 0; i < picked; i++) {
      int row = (int) ((long) count * i / picked);
      copy(loaded, row, row + 1, sample);
    }
  }

  private static void copy(List<Column> source, int from, int to, List<Column> target) {
    for (int key = 0; key < target.size(); key++) {
      ColumnCopy.append(source.get(key), from, to, target.get(key));
    }
  }

  private List<Column> emptyKeys() {
    List<Column> keys = new ArrayList<>();
    for (int key = 0; key < schema.keyCount(); key++) {
      keys.add(Columns.create(schema.field(key).type(), 0));
    }
    return keys;
  }
}
