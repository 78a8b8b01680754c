package sleeper.parquet.write;

import java.io.IOException;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import sleeper.parquet.block.ByteColumn;
import sleeper.parquet.block.BytesColumn;
import sleeper.parquet.block.Column;
import sleeper.parquet.block.DictionaryColumn;
import sleeper.parquet.block.IntColumn;
import sleeper.parquet.block.LongColumn;

/** Cuts the values of a column chunk into pages, encodes and writes them. */
final class ColumnWriter {

  private final EncoderBuffers buffers;

  ColumnWriter(EncoderBuffers buffers) {
    this.buffers = buffers;
  }

  /** Writes a chunk; the buffers' shape has to be bound already. Its values stay bound. */
  ChunkValues write(Column column, ChunkHints hints, ColumnDescriptor type, ChunkOutput out)
      throws IOException {
    ChunkValues values = bind(column, hints, type.getPrimitiveType().getPrimitiveTypeName());
    Encoding encoding =
        values.count() == 0
            ? Encoding.PLAIN
            : values.chooseEncoding(buffers.trial, hints.dictionary());
    if (encoding == Encoding.RLE_DICTIONARY) {
      buffers.page.clear();
      values.encodeDictionary(buffers.page);
      out.writeDictionary(buffers.page, values.dictionarySize());
    }
    int rows = buffers.shape.rows();
    for (int from = 0; from < rows; ) {
      int to = pageEnd(values, from);
      out.writeData(page(values, encoding, type, from, to));
      from = to;
    }
    return values;
  }

  private ChunkValues bind(Column column, ChunkHints hints, PrimitiveTypeName type) {
    if (column instanceof LongColumn longs) {
      buffers.numbers.bind(longs, type);
      return buffers.numbers;
    }
    if (column instanceof IntColumn ints) {
      buffers.numbers.bind(ints, type);
      return buffers.numbers;
    }
    if (column instanceof ByteColumn booleans) {
      buffers.booleans.bind(booleans);
      return buffers.booleans;
    }
    BytesValues.Length length =
        type == PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY
            ? BytesValues.Length.FIXED
            : BytesValues.Length.VARIABLE;
    if (column instanceof DictionaryColumn ids) {
      buffers.bytes.bind(ids, length, hints);
    } else {
      buffers.bytes.bind((BytesColumn) column, length, hints);
    }
    return buffers.bytes;
  }

  /** The last row, exclusive, of a page from a row: at least one, then within rows and bytes. */
  private int pageEnd(ChunkValues values, int from) {
    int low = from + 1;
    int high = Math.min(buffers.shape.rows(), from + buffers.settings.pageRows());
    long limit = bytesBefore(values, from) + buffers.settings.pageBytes();
    if (bytesBefore(values, high) <= limit) {
      return high;
    }
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (bytesBefore(values, middle) <= limit) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  private long bytesBefore(ChunkValues values, int row) {
    return values.count() == 0 ? 0 : values.bytesBefore(buffers.shape.valuesBefore(row));
  }

  private DataPage page(
      ChunkValues values, Encoding encoding, ColumnDescriptor type, int from, int to) {
    PageBuffer content = buffers.page;
    content.clear();
    PageLevels levels = buffers.shape.putLevels(from, to, buffers.settings.pageVersion(), content);
    int first = buffers.shape.valuesBefore(from);
    int end = buffers.shape.valuesBefore(to);
    Statistics<?> statistics = Statistics.createStats(type.getPrimitiveType());
    statistics.incrementNumNulls(levels.nulls());
    boolean bounded = true;
    if (first < end) {
      values.encode(encoding, first, end, content);
      bounded = values.updateStatistics(statistics, first, end);
    }
    return new DataPage(content, levels, encoding, statistics, bounded);
  }
}
