package sleeper.parquet.read;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import sleeper.core.schema.PrimitiveType;
import sleeper.core.storage.ReadableObject;
import sleeper.parquet.block.ByteColumn;
import sleeper.parquet.block.BytesColumn;
import sleeper.parquet.block.Column;
import sleeper.parquet.block.DictionaryColumn;
import sleeper.parquet.block.IntColumn;
import sleeper.parquet.block.ListColumn;
import sleeper.parquet.block.LongColumn;
import sleeper.parquet.block.MapColumn;
import sleeper.parquet.block.RowBlock;

/** Blocks as lists of plain values, for tests to compare. Byte arrays become ByteBuffers. */
final class BlockRows {

  private static final long NANOS = 1_000_000_000L;

  private BlockRows() {}

  static List<List<Object>> readAll(ReadableObject file, ReadSettings settings) throws IOException {
    List<List<Object>> rows = new ArrayList<>();
    try (ParquetBlockReader reader = ParquetBlockReader.open(file, settings)) {
      for (RowBlock block = reader.next(); block != null; block = reader.next()) {
        append(block, rows);
      }
    }
    return rows;
  }

  static void append(RowBlock block, List<List<Object>> rows) {
    for (int row = 0; row < block.rows(); row++) {
      List<Object> values = new ArrayList<>();
      for (Column column : block.columns()) {
        values.add(value(column, row));
      }
      rows.add(values);
    }
  }

  static Object value(Column column, int row) {
    if (column.isNull(row)) {
      return null;
    }
    if (column instanceof ListColumn list) {
      List<Object> values = new ArrayList<>();
      for (int i = list.offsets()[row]; i < list.offsets()[row + 1]; i++) {
        values.add(value(list.elements(), i));
      }
      return values;
    }
    if (column instanceof MapColumn map) {
      Map<Object, Object> values = new LinkedHashMap<>();
      for (int i = map.offsets()[row]; i < map.offsets()[row + 1]; i++) {
        values.put(value(map.keys(), i), value(map.values(), i));
      }
      return values;
    }
    return single(column, (PrimitiveType) column.type(), row);
  }

  private static Object single(Column column, PrimitiveType type, int row) {
    return switch (type.kind()) {
      case INT -> ((IntColumn) column).values()[row];
      case LONG -> ((LongColumn) column).values()[row];
      case FLOAT -> Float.intBitsToFloat(((IntColumn) column).values()[row]);
      case DOUBLE -> Double.longBitsToDouble(((LongColumn) column).values()[row]);
      case BOOLEAN -> ((ByteColumn) column).values()[row] != 0;
      case DATE -> LocalDate.ofEpochDay(((IntColumn) column).values()[row]);
      case TIMESTAMP -> instant(((LongColumn) column).values()[row]);
      case STRING -> new String(bytes(column, row), StandardCharsets.UTF_8);
      case BYTE_ARRAY -> ByteBuffer.wrap(bytes(column, row));
      case DECIMAL ->
          column instanceof LongColumn longs
              ? BigDecimal.valueOf(longs.values()[row], type.scale())
              : new BigDecimal(new BigInteger(bytes(column, row)), type.scale());
    };
  }

  private static Instant instant(long nanos) {
    return Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS), Math.floorMod(nanos, NANOS));
  }

  private static byte[] bytes(Column column, int row) {
    if (column instanceof DictionaryColumn ids) {
      int id = ids.ids()[row];
      int[] offsets = ids.dictionary().offsets();
      return Arrays.copyOfRange(ids.dictionary().data(), offsets[id], offsets[id + 1]);
    }
    BytesColumn bytes = (BytesColumn) column;
    return Arrays.copyOfRange(bytes.data(), bytes.offsets()[row], bytes.offsets()[row + 1]);
  }
}
