package sleeper.statestore.snapshot;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.UInt4Vector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import sleeper.core.partition.Partition;
import sleeper.core.partition.PartitionTree;
import sleeper.core.range.Region;
import sleeper.core.schema.Schema;
import sleeper.core.statestore.transaction.PartitionsState;

/** Partitions, in rows. */
final class PartitionColumns {

  private static final int BATCH_ROWS = 1000;

  private PartitionColumns() {}

  static void write(PartitionsState state, BatchWriter writer) throws IOException {
    try (writer) {
      writer.start();
      Offsets offsets = new Offsets();
      List<Partition> partitions = new ArrayList<>();
      state.tree().map(PartitionTree::all).ifPresent(partitions::addAll);
      for (Partition partition : partitions) {
        writeRow(partition, writer, offsets);
        if (writer.row() >= BATCH_ROWS) {
          writer.endBatch();
          offsets = new Offsets();
        }
      }
      writer.end();
    }
  }

  /** How many list elements a batch has. */
  private static final class Offsets {
    private int children;
    private int ranges;
  }

  private static void writeRow(Partition partition, BatchWriter writer, Offsets offsets) {
    int row = writer.row();
    Texts.set(writer.column("id", VarCharVector.class), row, partition.id());
    Texts.setOptional(writer.column("parentId", VarCharVector.class), row, partition.parentId());
    ListVector children = writer.column("childIds", ListVector.class);
    children.startNewValue(row);
    for (String childId : partition.childIds()) {
      Texts.set((VarCharVector) children.getDataVector(), offsets.children, childId);
      offsets.children++;
    }
    children.endValue(row, partition.childIds().size());
    writer.column("isLeaf", BitVector.class).setSafe(row, partition.isLeaf() ? 1 : 0);
    UInt4Vector dimension = writer.column("dimension", UInt4Vector.class);
    if (partition.dimension() == Partition.NO_DIMENSION) {
      dimension.setNull(row);
    } else {
      dimension.setSafe(row, partition.dimension());
    }
    ListVector region = writer.column("region", ListVector.class);
    RangeColumns columns = new RangeColumns((StructVector) region.getDataVector());
    region.startNewValue(row);
    for (var range : partition.region().ranges()) {
      columns.write(offsets.ranges, range);
      offsets.ranges++;
    }
    region.endValue(row, partition.region().ranges().size());
    writer.endRow();
  }

  static PartitionsState read(ArrowStreamReader reader, long number, Schema schema)
      throws IOException {
    VectorSchemaRoot root = reader.getVectorSchemaRoot();
    List<Partition> partitions = new ArrayList<>();
    while (reader.loadNextBatch()) {
      for (int row = 0; row < root.getRowCount(); row++) {
        partitions.add(readRow(root, row, schema));
      }
    }
    return PartitionsState.restore(number, partitions);
  }

  private static Partition readRow(VectorSchemaRoot root, int row, Schema schema) {
    ListVector children = (ListVector) root.getVector("childIds");
    List<String> childIds = new ArrayList<>();
    for (int i = children.getElementStartIndex(row); i < children.getElementEndIndex(row); i++) {
      childIds.add(Texts.get((VarCharVector) children.getDataVector(), i));
    }
    UInt4Vector dimension = (UInt4Vector) root.getVector("dimension");
    return new Partition(
        Texts.get((VarCharVector) root.getVector("id"), row),
        Texts.getOptional((VarCharVector) root.getVector("parentId"), row),
        childIds,
        readRegion((ListVector) root.getVector("region"), row, schema),
        dimension.isNull(row) ? Partition.NO_DIMENSION : dimension.get(row));
  }

  private static Region readRegion(ListVector region, int row, Schema schema) {
    int start = region.getElementStartIndex(row);
    int end = region.getElementEndIndex(row);
    RangeColumns columns = new RangeColumns((StructVector) region.getDataVector());
    return new Region(
        schema.rowKeyFields().stream().map(field -> columns.read(field, start, end)).toList());
  }
}
