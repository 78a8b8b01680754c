package sleeper.parquet.write;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import sleeper.core.schema.ListType;
import sleeper.core.schema.MapType;
import sleeper.core.schema.PrimitiveType;
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

/**
 * Columns from plain Java values: numbers as {@link Integer}, {@link Long}, {@link Float} or {@link
 * Double}, strings as {@link String}, byte arrays and long decimals as {@link BigInteger} or {@code
 * byte[]}, lists as {@link List}, maps as lists of two lists.
 */
final class SampleColumns {

  private SampleColumns() {}

  static Column of(Type type, List<? extends @Nullable Object> values) {
    Column column = Columns.create(type, 1);
    column.ensureCapacity(values.size());
    byte[] nulls = new byte[values.size()];
    boolean anyNull = false;
    for (int i = 0; i < values.size(); i++) {
      nulls[i] = (byte) (values.get(i) == null ? 1 : 0);
      anyNull |= values.get(i) == null;
    }
    fill(column, values);
    column.setSize(values.size());
    if (anyNull) {
      column.setNulls(nulls);
    }
    return column;
  }

  private static void fill(Column column, List<? extends @Nullable Object> values) {
    if (column instanceof ListColumn list) {
      List<Object> elements = flatten(values, list.offsets());
      copyInto(list.elements(), elements);
    } else if (column instanceof MapColumn map) {
      List<List<?>> keys = new ArrayList<>();
      List<List<?>> mapValues = new ArrayList<>();
      for (Object value : values) {
        keys.add(value == null ? List.of() : (List<?>) ((List<?>) value).get(0));
        mapValues.add(value == null ? List.of() : (List<?>) ((List<?>) value).get(1));
      }
      copyInto(map.keys(), flatten(keys, map.offsets()));
      copyInto(map.values(), flatten(mapValues, map.offsets()));
    } else {
      for (int i = 0; i < values.size(); i++) {
        set(column, i, values.get(i));
      }
    }
  }

  private static List<Object> flatten(List<? extends @Nullable Object> lists, int[] offsets) {
    List<Object> all = new ArrayList<>();
    for (int i = 0; i < lists.size(); i++) {
      offsets[i] = all.size();
      if (lists.get(i) != null) {
        all.addAll((List<?>) lists.get(i));
      }
      offsets[i + 1] = all.size();
    }
    return all;
  }

  private static void copyInto(Column column, List<Object> values) {
    column.ensureCapacity(values.size());
    for (int i = 0; i < values.size(); i++) {
      set(column, i, values.get(i));
    }
    column.setSize(values.size());
  }

  private static void set(Column column, int index, @Nullable Object value) {
    if (column instanceof IntColumn ints) {
      ints.values()[index] =
          value == null ? 0 : value instanceof Float f ? Float.floatToRawIntBits(f) : (int) value;
    } else if (column instanceof LongColumn longs) {
      longs.values()[index] =
          value == null
              ? 0
              : value instanceof Double d ? Double.doubleToRawLongBits(d) : (long) value;
    } else if (column instanceof ByteColumn booleans) {
      booleans.values()[index] = (byte) (Boolean.TRUE.equals(value) ? 1 : 0);
    } else {
      append((BytesColumn) column, index, bytesOf(value));
    }
  }

  private static void append(BytesColumn column, int index, byte[] bytes) {
    int start = column.offsets()[index];
    column.setSize(index);
    column.ensureDataCapacity(start + bytes.length);
    System.arraycopy(bytes, 0, column.data(), start, bytes.length);
    column.offsets()[index + 1] = start + bytes.length;
  }

  static byte[] bytesOf(@Nullable Object value) {
    if (value == null) {
      return new byte[0];
    }
    if (value instanceof String text) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
    if (value instanceof BigInteger number) {
      byte[] bytes = new byte[Columns.LONG_DECIMAL_BYTES];
      Arrays.fill(bytes, (byte) (number.signum() < 0 ? -1 : 0));
      byte[] shorter = number.toByteArray();
      System.arraycopy(shorter, 0, bytes, bytes.length - shorter.length, shorter.length);
      return bytes;
    }
    return (byte[]) value;
  }

  /** The same values as ids in a dictionary that has other entries too. */
  static DictionaryColumn dictionaryOf(Type type, List<? extends @Nullable Object> values) {
    List<Object> distinct = new ArrayList<>();
    distinct.add("never used");
    values.stream().filter(v -> v != null).distinct().forEach(distinct::add);
    BytesColumn entries = (BytesColumn) of(type, distinct);
    DictionaryColumn column =
        new DictionaryColumn(
            type,
            values.size(),
            new Dictionary(entries.data(), entries.offsets(), distinct.size()));
    column.setSize(values.size());
    byte[] nulls = new byte[values.size()];
    boolean anyNull = false;
    for (int i = 0; i < values.size(); i++) {
      Object value = values.get(i);
      column.ids()[i] = value == null ? 0 : distinct.indexOf(value);
      nulls[i] = (byte) (value == null ? 1 : 0);
      anyNull |= value == null;
    }
    column.setNulls(anyNull ? nulls : null);
    return column;
  }

  /** Random values of a type; with few distinct ones about a hundred different. */
  static List<@Nullable Object> random(
      Random random, Type type, int count, boolean few, double nullShare) {
    List<@Nullable Object> values = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      values.add(random.nextDouble() < nullShare ? null : randomValue(random, type, few));
    }
    return values;
  }

  private static Object randomValue(Random random, Type type, boolean few) {
    if (type instanceof ListType list) {
      return randomList(random, list.element(), random.nextInt(4), few);
    }
    if (type instanceof MapType map) {
      int size = random.nextInt(4);
      return List.of(
          randomList(random, map.key(), size, few), randomList(random, map.value(), size, few));
    }
    return randomPrimitive(random, (PrimitiveType) type, few);
  }

  private static List<Object> randomList(Random random, PrimitiveType type, int size, boolean few) {
    List<Object> list = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      list.add(randomPrimitive(random, type, few));
    }
    return list;
  }

  private static Object randomPrimitive(Random random, PrimitiveType type, boolean few) {
    long seed = few ? random.nextInt(100) * 0x9E3779B97F4A7C15L : random.nextLong();
    return switch (type.kind()) {
      case INT -> seed % 97 == 0 ? Integer.MIN_VALUE : (int) seed;
      case DATE -> (int) (seed % 100_000);
      case FLOAT -> seed % 50 == 0 ? -0.0f : (float) (seed % 1_000_000) / 64;
      case LONG -> seed % 97 == 0 ? Long.MAX_VALUE : seed;
      case TIMESTAMP -> seed / 8;
      case DOUBLE -> seed % 50 == 0 ? Double.NEGATIVE_INFINITY : (double) (seed >> 20) / 7;
      case BOOLEAN -> (seed & 1) == 0;
      case STRING -> "é".repeat((int) (seed & 3)) + (seed % 20 == 0 ? "" : Long.toString(seed));
      case BYTE_ARRAY -> BigInteger.valueOf(seed).toByteArray();
      case DECIMAL -> decimal(seed, type);
    };
  }

  private static Object decimal(long seed, PrimitiveType type) {
    BigInteger limit = BigInteger.TEN.pow(type.precision());
    BigInteger unscaled = BigInteger.valueOf(seed).pow(3).remainder(limit);
    return type.precision() <= PrimitiveType.MAX_LONG_PRECISION
        ? (Object) unscaled.longValueExact()
        : unscaled;
  }

  /** A value as the tests compare it. */
  static String text(Type type, @Nullable Object value) {
    if (value == null) {
      return "null";
    }
    if (value instanceof List<?> list) {
      return list.stream().map(v -> text(type, v)).toList().toString();
    }
    if (value instanceof BigInteger number) {
      return number.toString();
    }
    return value instanceof byte[] bytes ? new BigInteger(1, bytes).toString(16) : value.toString();
  }
}
