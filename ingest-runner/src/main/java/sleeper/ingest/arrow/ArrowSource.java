package sleeper.ingest.arrow;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.jspecify.annotations.Nullable;
import sleeper.core.error.InvalidInput;
import sleeper.core.schema.Field;
import sleeper.core.schema.Schema;
import sleeper.ingest.rows.BlockLimits;
import sleeper.ingest.source.IngestSource;
import sleeper.ingest.source.SourceContext;
import sleeper.parquet.block.Column;
import sleeper.parquet.block.RowBlock;

/**
 * The record batches of an Arrow reader, copied into blocks; a large batch becomes several.
 *
 * <p>Columns are matched by name; those that the table has not are ignored with a notice. The
 * reader holds one batch at a time in its own allocator, outside the job's memory budget; it is the
 * caller's to close.
 */
public final class ArrowSource implements IngestSource {

  private final ArrowReader reader;
  private final Schema schema;
  private final BlockLimits limits;
  private final List<ColumnCopier> copiers = new ArrayList<>();
  private int batchRows;
  private int nextRow;
  private long rowsBeforeBlock;
  private int blockRows;

  private ArrowSource(ArrowReader reader, Schema schema, BlockLimits limits) {
    this.reader = reader;
    this.schema = schema;
    this.limits = limits;
    for (int i = 0; i < schema.fields().size(); i++) {
      copiers.add(new ColumnCopier(schema.field(i), i < schema.keyCount()));
    }
  }

  /**
   * A source of the batches that the reader has left.
   *
   * @throws InvalidInput if a column is missing, or has a type that the table's field cannot hold
   */
  public static ArrowSource open(ArrowReader reader, Schema schema, SourceContext context)
      throws IOException {
    VectorSchemaRoot root = reader.getVectorSchemaRoot();
    ArrowSource source =
        new ArrowSource(reader, schema, BlockLimits.ofBudget(context.jobMemoryBytes()));
    source.requireColumns(root);
    source.startBatch();
    List<String> ignored = namesOf(root).stream().filter(name -> schema.indexOf(name) < 0).toList();
    if (!ignored.isEmpty()) {
      context.notices().accept("Columns that the table has not were ignored: " + ignored);
    }
    return source;
  }

  @Override
  public @Nullable RowBlock next() throws IOException {
    rowsBeforeBlock += blockRows;
    blockRows = 0;
    while (nextRow == batchRows) {
      if (!reader.loadNextBatch()) {
        return null;
      }
      startBatch();
      batchRows = reader.getVectorSchemaRoot().getRowCount();
      nextRow = 0;
    }
    blockRows = Math.min(rowsOfBlock(), batchRows - nextRow);
    List<Column> columns = new ArrayList<>(copiers.size());
    for (ColumnCopier copier : copiers) {
      columns.add(copier.copy(nextRow, nextRow + blockRows, rowsBeforeBlock));
    }
    nextRow += blockRows;
    return new RowBlock(schema, columns, blockRows);
  }

  @Override
  public String placeOf(int rowInBlock) {
    return "row " + (rowsBeforeBlock + rowInBlock + 1);
  }

  @Override
  public OptionalLong totalRows() {
    return OptionalLong.empty();
  }

  @Override
  public long totalBytes() {
    return 0;
  }

  @Override
  public long bytesRead() {
    return reader.bytesRead();
  }

  @Override
  public long memoryBytes() {
    return limits.memoryBytes();
  }

  /** The reader is the caller's. */
  @Override
  public void close() {}

  private void requireColumns(VectorSchemaRoot root) {
    for (Field field : schema.fields()) {
      if (vectorOf(root, field.name()) == null && !field.nullable()) {
        throw new InvalidInput(
            "The Arrow data has no column "
                + field.name()
                + ", which is not nullable; its columns are "
                + namesOf(root));
      }
    }
  }

  private void startBatch() throws IOException {
    VectorSchemaRoot root = reader.getVectorSchemaRoot();
    for (int i = 0; i < copiers.size(); i++) {
      copiers.get(i).startBatch(vectorOf(root, schema.field(i).name()), reader);
    }
  }

  private static List<String> namesOf(VectorSchemaRoot root) {
    return root.getFieldVectors().stream().map(FieldVector::getName).toList();
  }

  private static @Nullable FieldVector vectorOf(VectorSchemaRoot root, String name) {
    for (FieldVector vector : root.getFieldVectors()) {
      if (vector.getName().equals(name)) {
        return vector;
      }
    }
    return null;
  }

  /** Rows of about the same size are assumed, so that a block has about its share of bytes. */
  private int rowsOfBlock() throws IOException {
    long bytes = 0;
    for (FieldVector vector : reader.getVectorSchemaRoot().getFieldVectors()) {
      bytes += vector.getBufferSize();
    }
    long rowBytes = Math.max(1, bytes / batchRows);
    return (int) Math.max(1, Math.min(limits.maxRows(), limits.maxBytes() / rowBytes));
  }
}
