package sleeper.parquet.write;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.values.bloomfilter.BlockSplitBloomFilter;
import org.apache.parquet.column.values.bloomfilter.BloomFilter;
import org.apache.parquet.schema.MessageType;
import sleeper.core.schema.Field;
import sleeper.core.schema.PrimitiveType;
import sleeper.core.schema.Schema;
import sleeper.core.storage.ObjectWriter;
import sleeper.parquet.block.Column;
import sleeper.parquet.block.ListColumn;
import sleeper.parquet.block.MapColumn;
import sleeper.parquet.schema.ParquetSchemas;

/**
 * Writes sorted rows as one Parquet file, a row group and in it a column at a time.
 *
 * <p>{@link #startRowGroup}, {@link #writeColumn} for every field in order and {@link #endRowGroup}
 * repeat; {@link #finish} publishes. The rows of the whole file must be in key order; columns of a
 * schema without keys can be in any. Pages go to the object as they are made: beyond the caller's
 * columns the writer holds one page, the distinct values of one column, and about 200 bytes for
 * each page written, until the file ends.
 *
 * <p>Not thread-safe; after an exception only {@link #close} is allowed.
 */
public final class DataFileWriter implements AutoCloseable {

  private static final long INDEX_BYTES_OF_CHUNK = 2_000;
  private static final double FALSE_POSITIVE_RATE = 0.01;

  private final ObjectWriter object;
  private final Schema schema;
  private final EncoderBuffers buffers;
  private final boolean ownsBuffers;
  private final ByteOutput out;
  private final FileBody body;
  private final List<ColumnDescriptor> leaves;
  private final ColumnWriter columnWriter;
  private final List<WrittenChunk> chunks = new ArrayList<>();
  private final List<PendingFilter> filters = new ArrayList<>();
  private int rowGroupRows;
  private int nextField;
  private int nextLeaf;
  private long rows;
  private long chunksWritten;

  private record PendingFilter(WrittenChunk chunk, BloomFilter filter) {}

  private DataFileWriter(
      ObjectWriter object, Schema schema, EncoderBuffers buffers, boolean ownsBuffers) {
    this.object = object;
    this.schema = schema;
    this.buffers = buffers;
    this.ownsBuffers = ownsBuffers;
    MessageType message = ParquetSchemas.of(schema);
    this.leaves = message.getColumns();
    this.out = new ByteOutput(object, buffers.output);
    this.body = new FileBody(out, message, schema.keyCount());
    this.columnWriter = new ColumnWriter(buffers);
  }

  /** Starts a file with buffers of its own. */
  public static DataFileWriter create(ObjectWriter out, Schema schema, WriteSettings settings) {
    return new DataFileWriter(out, schema, new EncoderBuffers(settings), true);
  }

  /** Starts a file with buffers, and their settings, that the caller uses again and closes. */
  public static DataFileWriter create(ObjectWriter out, Schema schema, EncoderBuffers buffers) {
    return new DataFileWriter(out, schema, buffers, false);
  }

  /** Starts a row group of so many rows, at least one. */
  public void startRowGroup(int rows) {
    if (rows < 1) {
      throw new IllegalArgumentException("A row group needs rows: rows=" + rows);
    }
    if (rowGroupRows != 0) {
      throw new IllegalStateException("The last row group has not ended");
    }
    rowGroupRows = rows;
    nextField = 0;
    nextLeaf = 0;
  }

  /**
   * Writes the values of a field for all rows of the row group; fields come in schema order.
   *
   * @param column values of the field's type; strings and byte arrays may be a dictionary column
   * @throws IOException if the object cannot be written
   */
  public void writeColumn(int field, Column column) throws IOException {
    Field written = schema.field(field);
    if (field != nextField++ || rowGroupRows == 0) {
      throw new IllegalStateException("It is not the turn of field " + written.name());
    }
    if (column.size() != rowGroupRows) {
      throw new IllegalArgumentException(
          "Field " + written.name() + " needs " + rowGroupRows + " values: " + column.size());
    }
    refuseNulls(written, column);
    if (nextLeaf == 0 && rows == 0) {
      body.start();
    }
    writeLeaves(written, column);
  }

  private void writeLeaves(Field field, Column column) throws IOException {
    Shape shape = buffers.shape;
    if (column instanceof ListColumn list) {
      shape.bindLists(rowGroupRows, field.nullable(), list.nulls(), list.offsets());
      writeLeaf(list.elements(), hints());
    } else if (column instanceof MapColumn map) {
      shape.bindLists(rowGroupRows, field.nullable(), map.nulls(), map.offsets());
      writeLeaf(map.keys(), hints());
      writeLeaf(map.values(), hints());
    } else {
      shape.bindFlat(rowGroupRows, field.nullable(), column.nulls());
      boolean sorted = nextLeaf == 0 && schema.rowKeyCount() > 0;
      ChunkValues values = writeLeaf(column, new ChunkHints(hints().dictionary(), sorted));
      if (buffers.settings.bloomFilterFields().contains(field.name())) {
        addFilter(field, values);
      }
    }
  }

  private ChunkHints hints() {
    DictionaryUse dictionary = buffers.settings.dictionaries(schema.field(nextField - 1).name());
    return new ChunkHints(dictionary, false);
  }

  private ChunkValues writeLeaf(Column column, ChunkHints hints) throws IOException {
    ColumnDescriptor leaf = leaves.get(nextLeaf++);
    ChunkOutput chunk = new ChunkOutput(out, buffers.settings, buffers.compressor, leaf);
    ChunkValues values = columnWriter.write(column, hints, leaf, chunk);
    chunks.add(chunk.finish());
    chunksWritten++;
    return values;
  }

  private void addFilter(Field field, ChunkValues values) {
    if (field.primitiveType().kind() != PrimitiveType.Kind.BOOLEAN && values.count() > 0) {
      int bits = BlockSplitBloomFilter.optimalNumOfBits(values.count(), FALSE_POSITIVE_RATE);
      BloomFilter filter = new BlockSplitBloomFilter(bits / Byte.SIZE);
      values.addTo(filter);
      filters.add(new PendingFilter(chunks.get(chunks.size() - 1), filter));
    }
  }

  private static void refuseNulls(Field field, Column column) {
    byte[] nulls = column.nulls();
    if (nulls == null || field.nullable()) {
      return;
    }
    for (int i = 0; i < column.size(); i++) {
      if (nulls[i] != 0) {
        throw new IllegalArgumentException(
            "Field " + field.name() + " is not nullable, but has a null at row " + i);
      }
    }
  }

  /**
   * Ends a row group of which every field has been written.
   *
   * @throws IOException if the object cannot be written
   */
  public void endRowGroup() throws IOException {
    if (rowGroupRows == 0 || nextField != schema.fields().size()) {
      throw new IllegalStateException("Not every field of the row group has been written");
    }
    for (PendingFilter pending : filters) {
      body.writeBloomFilter(pending.chunk().metaData(), pending.filter());
    }
    filters.clear();
    body.addRowGroup(rowGroupRows, List.copyOf(chunks));
    chunks.clear();
    rows += rowGroupRows;
    rowGroupRows = 0;
  }

  /**
   * Writes the footer and publishes the object.
   *
   * @throws IOException if the object cannot be written or published; it is not there then
   */
  public DataFileSummary finish() throws IOException {
    if (rowGroupRows != 0) {
      throw new IllegalStateException("The last row group has not ended");
    }
    if (rows == 0) {
      body.start();
    }
    body.finish(buffers.settings.statisticsTruncateLength());
    object.commit();
    return new DataFileSummary(rows, out.position());
  }

  /** The bytes of memory held now, those of buffers that the caller gave included. */
  public long memoryBytes() {
    return buffers.memoryBytes() + chunksWritten * INDEX_BYTES_OF_CHUNK;
  }

  /** Abandons the file unless it was finished. */
  @Override
  public void close() throws IOException {
    if (ownsBuffers) {
      buffers.close();
    }
    object.close();
  }
}
