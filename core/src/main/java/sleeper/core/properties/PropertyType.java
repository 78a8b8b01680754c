package sleeper.core.properties;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import sleeper.core.schema.Schema;
import sleeper.core.schema.SchemaJson;

/**
 * How the values of a property are written.
 *
 * @param <T> the Java class of the values
 */
public final class PropertyType<T> {

  /** Any text. */
  public static final PropertyType<String> TEXT =
      new PropertyType<>("a text", Function.identity(), Function.identity());

  /** True or false. */
  public static final PropertyType<Boolean> TRUE_OR_FALSE =
      new PropertyType<>("true or false", PropertyType::parseBoolean, String::valueOf);

  /** Texts with commas between them. */
  public static final PropertyType<List<String>> LIST =
      new PropertyType<>(
          "a list with commas between", PropertyType::parseList, list -> String.join(",", list));

  /** A schema as JSON. */
  public static final PropertyType<Schema> SCHEMA =
      new PropertyType<>("a schema as JSON", SchemaJson::parse, SchemaJson::toJson);

  private final String allowed;
  private final Function<String, T> parser;
  private final Function<T, String> formatter;

  private PropertyType(String allowed, Function<String, T> parser, Function<T, String> formatter) {
    this.allowed = allowed;
    this.parser = parser;
    this.formatter = formatter;
  }

  /** Whole numbers from a least to a greatest, both allowed. */
  public static PropertyType<Integer> wholeNumber(int least, int greatest) {
    String allowed =
        greatest == Integer.MAX_VALUE
            ? "a whole number from " + least
            : "a whole number from " + least + " to " + greatest;
    return new PropertyType<>(
        allowed, text -> checkBetween(least, Integer.valueOf(text), greatest), String::valueOf);
  }

  /** Sizes from a least to a greatest, both allowed. */
  public static PropertyType<ByteSize> byteSize(String least, String greatest) {
    ByteSize from = ByteSize.parse(least);
    ByteSize to = ByteSize.parse(greatest);
    return new PropertyType<>(
        "a size such as 32M or 1G, from " + from + " to " + to,
        text -> checkBetween(from, ByteSize.parse(text), to),
        ByteSize::toString);
  }

  /** One of the constants of an enum, in lower or upper case. */
  public static <E extends Enum<E>> PropertyType<E> oneOf(Class<E> constants) {
    List<String> names =
        Arrays.stream(constants.getEnumConstants()).map(PropertyType::lowerCase).toList();
    return new PropertyType<>(
        "one of " + String.join(", ", names),
        text -> Enum.valueOf(constants, text.toUpperCase(Locale.ROOT)),
        PropertyType::lowerCase);
  }

  /** What can be written, as the end of a sentence: "true or false". */
  public String allowed() {
    return allowed;
  }

  /** Writes a value. */
  public String format(T value) {
    return formatter.apply(value);
  }

  /**
   * Reads a value.
   *
   * @throws IllegalArgumentException if it is not allowed
   * @throws sleeper.core.error.InvalidInput the same, with a reason
   */
  T parse(String text) {
    return parser.apply(text);
  }

  private static String lowerCase(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static Boolean parseBoolean(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException(text);
    };
  }

  private static List<String> parseList(String text) {
    return Arrays.stream(text.split(",", -1))
        .map(String::strip)
        .filter(element -> !element.isEmpty())
        .collect(Collectors.toUnmodifiableList());
  }

  private static <N extends Comparable<N>> N checkBetween(N least, N value, N greatest) {
    if (value.compareTo(least) < 0 || value.compareTo(greatest) > 0) {
      throw new IllegalArgumentException("Out of range: " + value);
    }
    return value;
  }
}
