package sleeper.core.key;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Values of the first key fields of a schema, in their order; all row keys, or a prefix of them.
 * Byte arrays are compared by their contents.
 */
public final class Key {

  private final List<Object> values;

  private Key(List<Object> values) {
    this.values = values;
  }

  /** A key of these values. */
  public static Key of(Object... values) {
    return new Key(List.of(values));
  }

  /** A key of these values. */
  public static Key ofValues(List<?> values) {
    return new Key(List.copyOf(values));
  }

  /** The values, in the order of the schema's fields. */
  public List<Object> values() {
    return values;
  }

  /** The value of the field at a position. */
  public Object get(int index) {
    return values.get(index);
  }

  /** How many fields have a value. */
  public int size() {
    return values.size();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Key that && Arrays.deepEquals(values.toArray(), that.values.toArray());
  }

  @Override
  public int hashCode() {
    return Arrays.deepHashCode(values.toArray());
  }

  @Override
  public String toString() {
    return values.stream().map(Key::show).collect(Collectors.joining(",", "(", ")"));
  }

  private static String show(Object value) {
    return value instanceof byte[] bytes ? "0x" + ValueText.hex(bytes) : value.toString();
  }
}
