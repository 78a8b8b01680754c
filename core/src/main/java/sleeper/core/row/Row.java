package sleeper.core.row;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import sleeper.core.schema.Schema;

/**
 * One row: a value for every field of a schema, by position or by name.
 *
 * <p>Values have the Java classes that {@link sleeper.core.schema.PrimitiveType.Kind} names, {@link
 * java.util.List} and {@link java.util.Map} for lists and maps. Values are checked when the row is
 * ingested, not when they are put. Not thread-safe; may be changed and used again once it has been
 * handed over, because ingest copies it.
 */
public final class Row {

  private final Schema schema;
  private final @Nullable Object[] values;

  private Row(Schema schema, @Nullable Object[] values) {
    this.schema = schema;
    this.values = values;
  }

  /** A row with no values yet. */
  public static Row of(Schema schema) {
    return new Row(schema, new Object[schema.fields().size()]);
  }

  /**
   * A row with all its values, in the order of {@link Schema#fields()}.
   *
   * @throws IllegalArgumentException if there are more or fewer values than fields
   */
  public static Row of(Schema schema, @Nullable Object... values) {
    if (values.length != schema.fields().size()) {
      throw new IllegalArgumentException(
          "A row needs a value for each field: fields="
              + schema.fields().size()
              + ", values="
              + values.length);
    }
    return new Row(schema, values.clone());
  }

  /** The schema whose fields this row has. */
  public Schema schema() {
    return schema;
  }

  /** The value at a position of {@link Schema#fields()}; null if it has none. */
  public @Nullable Object get(int index) {
    return values[index];
  }

  /**
   * The value of a field; null if it has none.
   *
   * @throws IllegalArgumentException if the schema has no such field
   */
  public @Nullable Object get(String name) {
    return values[indexOf(name)];
  }

  /** Puts the value at a position of {@link Schema#fields()}. */
  public Row put(int index, @Nullable Object value) {
    values[index] = value;
    return this;
  }

  /**
   * Puts the value of a field.
   *
   * @throws IllegalArgumentException if the schema has no such field
   */
  public Row put(String name, @Nullable Object value) {
    values[indexOf(name)] = value;
    return this;
  }

  /** Compares values, byte arrays by their contents, also in lists and maps. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Row that
        && schema.equals(that.schema)
        && comparable(values).equals(comparable(that.values));
  }

  @Override
  public int hashCode() {
    return Objects.hash(schema, comparable(values));
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("Row{");
    for (int i = 0; i < values.length; i++) {
      text.append(i == 0 ? "" : ", ").append(schema.field(i).name()).append('=');
      text.append(show(values[i]));
    }
    return text.append('}').toString();
  }

  private static String show(@Nullable Object value) {
    if (value instanceof byte[] bytes) {
      return "0x" + HexFormat.of().formatHex(bytes);
    } else if (value instanceof List<?> list) {
      return list.stream().map(Row::show).collect(Collectors.joining(", ", "[", "]"));
    } else if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(entry -> show(entry.getKey()) + "=" + show(entry.getValue()))
          .collect(Collectors.joining(", ", "{", "}"));
    }
    return String.valueOf(value);
  }

  private static List<@Nullable Object> comparable(@Nullable Object[] values) {
    List<@Nullable Object> comparable = new ArrayList<>(values.length);
    for (Object value : values) {
      comparable.add(comparable(value));
    }
    return comparable;
  }

  /** What equals where a value does; buffers compare bytes. */
  private static @Nullable Object comparable(@Nullable Object value) {
    if (value instanceof byte[] bytes) {
      return ByteBuffer.wrap(bytes);
    } else if (value instanceof List<?> list) {
      return comparable(list.toArray());
    } else if (value instanceof Map<?, ?> map) {
      Map<@Nullable Object, @Nullable Object> comparable = new HashMap<>();
      map.forEach((key, held) -> comparable.put(comparable(key), comparable(held)));
      return comparable;
    }
    return value;
  }

  private int indexOf(String name) {
    int index = schema.indexOf(name);
    if (index < 0) {
      throw new IllegalArgumentException("No field named " + name + " in " + schema);
    }
    return index;
  }
}
