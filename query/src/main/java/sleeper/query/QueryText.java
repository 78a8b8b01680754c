package sleeper.query;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import sleeper.core.error.InvalidInput;
import sleeper.core.key.Key;
import sleeper.core.key.ValueText;
import sleeper.core.schema.Field;
import sleeper.core.schema.PrimitiveType;
import sleeper.core.schema.Schema;
import sleeper.query.filter.Comparison;
import sleeper.query.filter.Operator;

/**
 * Reads keys and conditions as people write them on a command line.
 *
 * <p>Values are as {@link ValueText} has them. A value in single or double quotes is what is
 * between them, with a quote written twice meaning one.
 */
public final class QueryText {

  private static final String EXAMPLE =
      "write such as \"price<=1.5\", \"name = 'x'\" or \"note is null\"";

  private QueryText() {}

  /**
   * Reads values of the first keys, separated by commas, such as {@code device-7,2024-05-01}. Where
   * the table has one key only, all of the text is its value.
   *
   * @throws InvalidInput with one sentence, if there are more values than keys or one is of another
   *     type
   */
  public static Key key(Schema schema, String text) {
    List<String> parts = schema.keyCount() == 1 ? List.of(text) : QuotedText.split(text, ',');
    if (parts.size() > schema.keyCount()) {
      throw new InvalidInput(
          "The key \"%s\" has %d values, but the table has only the keys %s"
              .formatted(text, parts.size(), keyNames(schema)));
    }
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      values.add(value(schema.field(i), QuotedText.unquote(parts.get(i))));
    }
    return Key.ofValues(values);
  }

  /**
   * Reads a condition on a row key or sort key, such as {@code timestamp>=2024-05-01}.
   *
   * @throws InvalidInput with one sentence, if it cannot be read or the field is no key
   */
  public static Comparison range(Schema schema, String text) {
    Comparison comparison = comparison(schema, text);
    if (schema.indexOf(comparison.field().name()) >= schema.keyCount()) {
      throw new InvalidInput(
          "A range is of a key, but %s is a value field; the keys are %s"
              .formatted(comparison.field().name(), keyNames(schema)));
    }
    return comparison;
  }

  /**
   * Reads a condition on any field: {@code =}, {@code !=}, {@code <}, {@code <=}, {@code >}, {@code
   * >=} and a value, {@code is null} or {@code is not null}.
   *
   * @throws InvalidInput with one sentence that says what cannot be read
   */
  public static Comparison comparison(Schema schema, String text) {
    String condition = text.strip();
    return schema.fields().stream()
        .sorted(Comparator.comparing((Field field) -> field.name().length()).reversed())
        .filter(field -> condition.startsWith(field.name()))
        .map(field -> comparison(field, condition.substring(field.name().length()).strip()))
        .filter(comparison -> comparison != null)
        .findFirst()
        .orElseThrow(() -> unreadable(schema, condition));
  }

  private static @Nullable Comparison comparison(Field field, String rest) {
    String words = rest.toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
    if (words.equals(Operator.IS_NULL.symbol())) {
      return new Comparison(field, Operator.IS_NULL, null);
    }
    if (words.equals(Operator.IS_NOT_NULL.symbol())) {
      return new Comparison(field, Operator.IS_NOT_NULL, null);
    }
    String symbol = symbolAtStart(rest);
    if (symbol == null) {
      return null;
    }
    String operand = QuotedText.unquote(rest.substring(symbol.length()).strip());
    return Comparison.of(field, operator(symbol), value(field, operand));
  }

  private static @Nullable String symbolAtStart(String text) {
    for (String symbol : List.of("<=", ">=", "!=", "<>", "==", "<", ">", "=")) {
      if (text.startsWith(symbol)) {
        return symbol;
      }
    }
    return null;
  }

  private static Operator operator(String symbol) {
    return switch (symbol) {
      case "<" -> Operator.LESS;
      case "<=" -> Operator.LESS_OR_EQUAL;
      case ">" -> Operator.GREATER;
      case ">=" -> Operator.GREATER_OR_EQUAL;
      case "!=", "<>" -> Operator.NOT_EQUAL;
      default -> Operator.EQUAL;
    };
  }

  private static Object value(Field field, String text) {
    if (!(field.type() instanceof PrimitiveType type)) {
      throw new InvalidInput(
          "Field %s is a %s; only \"is null\" and \"is not null\" can be asked of it"
              .formatted(field.name(), field.type()));
    }
    try {
      return ValueText.parse(type, text);
    } catch (InvalidInput e) {
      throw new InvalidInput("Field %s: %s".formatted(field.name(), e.getMessage()), e);
    }
  }

  private static InvalidInput unreadable(Schema schema, String condition) {
    boolean namesField =
        schema.fields().stream().anyMatch(field -> condition.startsWith(field.name()));
    return new InvalidInput(
        namesField
            ? "The condition \"%s\" has no operator; %s".formatted(condition, EXAMPLE)
            : "The condition \"%s\" names no field; the fields are %s"
                .formatted(condition, names(schema.fields())));
  }

  private static String keyNames(Schema schema) {
    return names(schema.fields().subList(0, schema.keyCount()));
  }

  private static String names(List<Field> fields) {
    return String.join(", ", fields.stream().map(Field::name).toList());
  }
}
