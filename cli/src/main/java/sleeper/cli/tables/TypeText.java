package sleeper.cli.tables;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sleeper.core.error.InvalidInput;
import sleeper.core.schema.ListType;
import sleeper.core.schema.MapType;
import sleeper.core.schema.PrimitiveType;
import sleeper.core.schema.Type;

/** Types as people write them: {@code long}, {@code decimal(10,2)}, {@code list<string>}. */
final class TypeText {

  private static final Pattern LIST = Pattern.compile("list<(.+)>");
  private static final Pattern MAP = Pattern.compile("map<([^,(]+|decimal\\([^)]*\\)),(.+)>");
  private static final Pattern DECIMAL = Pattern.compile("decimal\\((\\d{1,2}),(\\d{1,2})\\)");

  private TypeText() {}

  /**
   * Reads a type.
   *
   * @throws InvalidInput naming the text and what there is
   */
  static Type parse(String text) {
    String compact = text.toLowerCase(Locale.ROOT).replace(" ", "");
    Matcher list = LIST.matcher(compact);
    if (list.matches()) {
      return new ListType(primitive(list.group(1), text));
    }
    Matcher map = MAP.matcher(compact);
    if (map.matches()) {
      return new MapType(primitive(map.group(1), text), primitive(map.group(2), text));
    }
    return primitive(compact, text);
  }

  private static PrimitiveType primitive(String name, String text) {
    return switch (name) {
      case "int" -> PrimitiveType.INT;
      case "long" -> PrimitiveType.LONG;
      case "string" -> PrimitiveType.STRING;
      case "bytes", "bytearray" -> PrimitiveType.BYTE_ARRAY;
      case "boolean" -> PrimitiveType.BOOLEAN;
      case "float" -> PrimitiveType.FLOAT;
      case "double" -> PrimitiveType.DOUBLE;
      case "timestamp" -> PrimitiveType.TIMESTAMP;
      case "date" -> PrimitiveType.DATE;
      default -> decimal(name, text);
    };
  }

  private static PrimitiveType decimal(String name, String text) {
    Matcher decimal = DECIMAL.matcher(name);
    if (!decimal.matches()) {
      throw new InvalidInput(
          "There is no type \"%s\"; there are int, long, string, bytes, boolean, float, double, "
                  .formatted(text)
              + "timestamp, date, decimal(P,S), list<T> and map<K,V>");
    }
    try {
      return PrimitiveType.decimal(
          Integer.parseInt(decimal.group(1)), Integer.parseInt(decimal.group(2)));
    } catch (IllegalArgumentException e) {
      throw new InvalidInput("Type \"%s\" cannot be: %s".formatted(text, e.getMessage()), e);
    }
  }
}
