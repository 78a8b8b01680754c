package sleeper.ingest.pipeline;

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
import sleeper.core.row.Row;
import sleeper.core.schema.PrimitiveType;
import sleeper.core.schema.Schema;
import sleeper.parquet.block.ByteColumn;
import sleeper.parquet.block.BytesColumn;
import sleeper.parquet.block.Column;
import sleeper.parquet.block.Columns;
import sleeper.parquet.block.Dictionary;
import sleeper.parquet.block.DictionaryColumn;
import sleeper.parquet.block.IntColumn;
import sleeper.parquet.block.ListColumn;
import sleeper.parquet.block.LongColumn;
import sleeper.parquet.block.MapColumn;
import sleeper.parquet.block.RowBlock;

/** Puts rows into columns and takes them out again, slowly and plainly. */
final class TestColumns {

  private TestColumns() {}

  static RowBlock block(Schema schema, List<Row> rows) {
    List<Column> columns = new ArrayList<>();
    for (int field = 0; field < schema.fields().size(); field++) {
      Column column = Columns.create(schema.field(field).type(), 0);
      for (Row row : rows) {
        append(column, row.get(field));
      }
      columns.add(column);
    }
    return new RowBlock(schema, columns, rows.size());
  }

  /** The same values, those of strings and byte arrays by a dictionary of this column alone. */
  static Column encoded(Column column) {
    if (!(column instanceof BytesColumn bytes)
        || ((PrimitiveType) column.type()).kind() == PrimitiveType.Kind.DECIMAL) {
      return column;
    }
    Map<String, Integer> ids = new LinkedHashMap<>();
    BytesColumn values = new BytesColumn(column.type(), 0, 0);
    int[] idOf = new int[column.size()];
    for (int i = 0; i < column.size(); i++) {
      if (!column.isNull(i)) {
        byte[] value = bytes(bytes, i);
        String text = new String(value, StandardCharsets.ISO_8859_1);
        Integer id = ids.get(text);
        if (id == null) {
          id = ids.size();
          ids.put(text, id);
          appendBytes(values, value);
        }
        idOf[i] = id;
      }
    }
    DictionaryColumn result =
        new DictionaryColumn(
            column.type(),
            column.size(),
            new Dictionary(values.data(), values.offsets(), values.size()));
    System.arraycopy(idOf, 0, result.ids(), 0, idOf.length);
    result.setSize(column.size());
    result.setNulls(column.nulls());
    return result;
  }

  static List<Row> rows(Schema schema, List<Column> columns) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < columns.get(0).size(); i++) {
      Row row = Row.of(schema);
      for (int field = 0; field < columns.size(); field++) {
        row.put(field, value(columns.get(field), i));
      }
      rows.add(row);
    }
    return rows;
  }

  /** The values of a row as objects that are equal where the values are, byte arrays too. */
  static List<Object> comparable(Row row) {
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < row.schema().fields().size(); i++) {
      values.add(comparable(row.get(i)));
    }
    return values;
  }

  private static Object comparable(Object value) {
    if (value instanceof byte[] bytes) {
      return ByteBuffer.wrap(bytes);
    }
    if (value instanceof List<?> list) {
      return list.stream().map(TestColumns::comparable).toList();
    }
    if (value instanceof Map<?, ?> map) {
      Map<Object, Object> result = new LinkedHashMap<>();
      map.forEach((key, mapped) -> result.put(comparable(key), comparable(mapped)));
      return result;
    }
    return value;
  }

  private static void append(Column column, Object value) {
    int at = column.size();
    column.ensureCapacity(at + 1);
    if (value == null) {
      byte[] nulls =
          column.nulls() == null ? new byte[at + 1] : Arrays.copyOf(column.nulls(), at + 1);
      nulls[at] = 1;
      column.setNulls(nulls);
    } else if (column.nulls() != null) {
      column.setNulls(Arrays.copyOf(column.nulls(), at + 1));
    }
    if (column instanceof ListColumn list) {
      List<?> elements = value == null ? List.of() : (List<?>) value;
      elements.forEach(element -> append(list.elements(), element));
      list.offsets()[at + 1] = list.elements().size();
    } else if (column instanceof MapColumn map) {
      Map<?, ?> entries = value == null ? Map.of() : (Map<?, ?>) value;
      entries.forEach(
          (key, mapped) -> {
            append(map.keys(), key);
            append(map.values(), mapped);
          });
      map.offsets()[at + 1] = map.keys().size();
    } else if (column instanceof BytesColumn bytes) {
      appendBytes(bytes, value == null ? new byte[0] : bytesOf(column, value));
      return;
    } else if (column instanceof LongColumn longs) {
      longs.values()[at] = value == null ? 0 : longOf(column, value);
    } else if (column instanceof IntColumn ints) {
      ints.values()[at] = value == null ? 0 : intOf(column, value);
    } else if (column instanceof ByteColumn bytes) {
      bytes.values()[at] = (byte) (value != null && (Boolean) value ? 1 : 0);
    }
    column.setSize(at + 1);
  }

  private static void appendBytes(BytesColumn column, byte[] value) {
    int start = column.dataLength();
    column.ensureCapacity(column.size() + 1);
    column.ensureDataCapacity(start + value.length);
    System.arraycopy(value, 0, column.data(), start, value.length);
    column.offsets()[column.size() + 1] = start + value.length;
    column.setSize(column.size() + 1);
  }

  private static byte[] bytesOf(Column column, Object value) {
    return switch (kind(column)) {
      case STRING -> ((String) value).getBytes(StandardCharsets.UTF_8);
      case BYTE_ARRAY -> (byte[]) value;
      default -> extended(((BigDecimal) value).unscaledValue());
    };
  }

  private static byte[] extended(BigInteger number) {
    byte[] bytes = number.toByteArray();
    byte[] result = new byte[16];
    Arrays.fill(result, (byte) (number.signum() < 0 ? -1 : 0));
    System.arraycopy(bytes, 0, result, 16 - bytes.length, bytes.length);
    return result;
  }

  private static long longOf(Column column, Object value) {
    return switch (kind(column)) {
      case LONG -> (Long) value;
      case DOUBLE -> Double.doubleToRawLongBits((Double) value);
      case TIMESTAMP ->
          ((Instant) value).getEpochSecond() * 1_000_000_000L + ((Instant) value).getNano();
      default -> ((BigDecimal) value).unscaledValue().longValueExact();
    };
  }

  private static int intOf(Column column, Object value) {
    return switch (kind(column)) {
      case INT -> (Integer) value;
      case FLOAT -> Float.floatToRawIntBits((Float) value);
      default -> (int) ((LocalDate) value).toEpochDay();
    };
  }

  private static Object value(Column column, int row) {
    if (column.isNull(row)) {
      return null;
    }
    if (column instanceof ListColumn list) {
      List<Object> elements = new ArrayList<>();
      for (int i = list.offsets()[row]; i < list.offsets()[row + 1]; i++) {
        elements.add(value(list.elements(), i));
      }
      return elements;
    }
    if (column instanceof MapColumn map) {
      Map<Object, Object> entries = new LinkedHashMap<>();
      for (int i = map.offsets()[row]; i < map.offsets()[row + 1]; i++) {
        entries.put(value(map.keys(), i), value(map.values(), i));
      }
      return entries;
    }
    return primitive(column, row);
  }

  private static Object primitive(Column column, int row) {
    return switch (kind(column)) {
      case INT -> ((IntColumn) column).values()[row];
      case FLOAT -> Float.intBitsToFloat(((IntColumn) column).values()[row]);
      case DATE -> LocalDate.ofEpochDay(((IntColumn) column).values()[row]);
      case LONG -> ((LongColumn) column).values()[row];
      case DOUBLE -> Double.longBitsToDouble(((LongColumn) column).values()[row]);
      case TIMESTAMP -> instant(((LongColumn) column).values()[row]);
      case BOOLEAN -> ((ByteColumn) column).values()[row] != 0;
      case STRING -> new String(bytes(column, row), StandardCharsets.UTF_8);
      case BYTE_ARRAY -> bytes(column, row);
      case DECIMAL -> decimal(column, row);
    };
  }

  private static Instant instant(long nanos) {
    return Instant.ofEpochSecond(
        Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L));
  }

  private static BigDecimal decimal(Column column, int row) {
    int scale = ((PrimitiveType) column.type()).scale();
    return column instanceof LongColumn longs
        ? BigDecimal.valueOf(longs.values()[row], scale)
        : new BigDecimal(new BigInteger(bytes(column, row)), scale);
  }

  private static byte[] bytes(Column column, int row) {
    if (column instanceof DictionaryColumn encoded) {
      int id = encoded.ids()[row];
      int[] offsets = encoded.dictionary().offsets();
      return Arrays.copyOfRange(encoded.dictionary().data(), offsets[id], offsets[id + 1]);
    }
    BytesColumn bytes = (BytesColumn) column;
    return Arrays.copyOfRange(bytes.data(), bytes.offsets()[row], bytes.offsets()[row + 1]);
  }

  private static PrimitiveType.Kind kind(Column column) {
    return ((PrimitiveType) column.type()).kind();
  }
}
