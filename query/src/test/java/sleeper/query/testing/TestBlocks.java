package sleeper.query.testing;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import sleeper.core.key.EpochNanos;
import sleeper.core.row.Row;
import sleeper.core.schema.Field;
import sleeper.core.schema.Schema;
import sleeper.core.schema.Type;
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

/** Makes blocks of rows, one value at a time. */
public final class TestBlocks {

  private TestBlocks() {}

  /** A block of rows, matched by the names of fields; a field that the rows have not is null. */
  public static RowBlock of(Schema schema, List<Row> rows) {
    List<Column> columns = new ArrayList<>();
    for (Field field : schema.fields()) {
      columns.add(column(field.type(), values(field, rows)));
    }
    return new RowBlock(schema, columns, rows.size());
  }

  /** The same strings or byte arrays as ids in a dictionary. */
  public static DictionaryColumn withDictionary(BytesColumn column) {
    Map<String, Integer> idByValue = new LinkedHashMap<>();
    int[] ids = new int[column.size()];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = idByValue.computeIfAbsent(latin1(column, i), value -> idByValue.size());
    }
    BytesColumn distinct = new BytesColumn(column.type(), 0, 0);
    idByValue.keySet().forEach(value -> add(distinct, value.getBytes(StandardCharsets.ISO_8859_1)));
    DictionaryColumn result =
        new DictionaryColumn(
            column.type(),
            ids.length,
            new Dictionary(distinct.data(), distinct.offsets(), distinct.size()));
    System.arraycopy(ids, 0, result.ids(), 0, ids.length);
    result.setSize(ids.length);
    result.setNulls(column.nulls());
    return result;
  }

  private static String latin1(BytesColumn column, int index) {
    int start = column.offsets()[index];
    return new String(
        column.data(), start, column.offsets()[index + 1] - start, StandardCharsets.ISO_8859_1);
  }

  private static @Nullable Object[] values(Field field, List<Row> rows) {
    @Nullable Object[] values = new Object[rows.size()];
    for (int i = 0; i < values.length; i++) {
      int index = rows.get(i).schema().indexOf(field.name());
      values[i] = index < 0 ? null : rows.get(i).get(index);
    }
    return values;
  }

  private static Column column(Type type, @Nullable Object[] values) {
    Column column = Columns.create(type, 0);
    byte[] nulls = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      nulls[i] = (byte) (values[i] == null ? 1 : 0);
      add(column, values[i]);
    }
    column.setNulls(Arrays.equals(nulls, new byte[values.length]) ? null : nulls);
    return column;
  }

  private static void add(Column column, @Nullable Object value) {
    int index = column.size();
    column.ensureCapacity(index + 1);
    if (column instanceof ListColumn lists) {
      List<?> elements = value == null ? List.of() : (List<?>) value;
      elements.forEach(element -> add(lists.elements(), element));
      lists.offsets()[index + 1] = lists.offsets()[index] + elements.size();
    } else if (column instanceof MapColumn maps) {
      Map<?, ?> entries = value == null ? Map.of() : (Map<?, ?>) value;
      entries.keySet().forEach(key -> add(maps.keys(), key));
      entries.values().forEach(each -> add(maps.values(), each));
      maps.offsets()[index + 1] = maps.offsets()[index] + entries.size();
    } else {
      addPrimitive(column, value);
    }
    column.setSize(index + 1);
  }

  private static void addPrimitive(Column column, @Nullable Object value) {
    int index = column.size();
    if (column instanceof IntColumn ints) {
      ints.values()[index] = value == null ? 0 : intOf(value);
    } else if (column instanceof LongColumn longs) {
      longs.values()[index] = value == null ? 0 : longOf(value);
    } else if (column instanceof ByteColumn bytes) {
      bytes.values()[index] = (byte) (Boolean.TRUE.equals(value) ? 1 : 0);
    } else {
      add((BytesColumn) column, bytesOf(value));
    }
  }

  private static void add(BytesColumn column, byte[] value) {
    int index = column.size();
    column.ensureCapacity(index + 1);
    int start = column.offsets()[index];
    column.ensureDataCapacity(start + value.length);
    System.arraycopy(value, 0, column.data(), start, value.length);
    column.offsets()[index + 1] = start + value.length;
    column.setSize(index + 1);
  }

  private static int intOf(Object value) {
    if (value instanceof LocalDate date) {
      return (int) date.toEpochDay();
    }
    return value instanceof Float number ? Float.floatToRawIntBits(number) : (Integer) value;
  }

  private static long longOf(Object value) {
    if (value instanceof Instant instant) {
      return EpochNanos.of(instant);
    }
    if (value instanceof BigDecimal decimal) {
      return decimal.unscaledValue().longValueExact();
    }
    return value instanceof Double number ? Double.doubleToRawLongBits(number) : (Long) value;
  }

  private static byte[] bytesOf(@Nullable Object value) {
    if (value instanceof String text) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
    if (value instanceof BigDecimal decimal) {
      return sixteenBytes(decimal);
    }
    return value == null ? new byte[0] : (byte[]) value;
  }

  private static byte[] sixteenBytes(BigDecimal decimal) {
    byte[] shortest = decimal.unscaledValue().toByteArray();
    byte[] bytes = new byte[Columns.LONG_DECIMAL_BYTES];
    Arrays.fill(bytes, (byte) (decimal.signum() < 0 ? -1 : 0));
    System.arraycopy(shortest, 0, bytes, bytes.length - shortest.length, shortest.length);
    return bytes;
  }
}
