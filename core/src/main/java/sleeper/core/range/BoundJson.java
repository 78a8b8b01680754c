package sleeper.core.range;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.Base64;
import sleeper.core.error.InvalidInput;
import sleeper.core.key.KeyValues;
import sleeper.core.key.Utf8;
import sleeper.core.key.ValueText;
import sleeper.core.schema.Field;
import sleeper.core.schema.PrimitiveType;
import sleeper.core.schema.PrimitiveType.Kind;

/**
 * The JSON of one bound of a range.
 *
 * <p>Sleeper's: int and long are numbers, byte arrays base64, strings base64 of UTF-8 (or plain, by
 * the region's flag). Ours: boolean is true or false, float and double are numbers ({@code
 * "-Infinity"} and {@code "Infinity"} as text), timestamp, date and decimal are text as {@link
 * ValueText} has it.
 */
final class BoundJson {

  private BoundJson() {}

  static JsonNode toNode(PrimitiveType type, Object value) {
    return switch (type.kind()) {
      case INT -> IntNode.valueOf((Integer) value);
      case LONG -> LongNode.valueOf((Long) value);
      case STRING -> base64(Utf8.encode((String) value));
      case BYTE_ARRAY -> base64((byte[]) value);
      case BOOLEAN -> BooleanNode.valueOf((Boolean) value);
      case FLOAT, DOUBLE -> floatingNode((Number) value);
      case TIMESTAMP, DATE, DECIMAL -> TextNode.valueOf(ValueText.format(type, value));
    };
  }

  static Object read(Field field, JsonNode node, StringForm stringForm) {
    Object value = readValue(field, node, stringForm);
    KeyValues.check(field, value);
    return value;
  }

  private static Object readValue(Field field, JsonNode node, StringForm stringForm) {
    PrimitiveType type = field.primitiveType();
    boolean encoded =
        type.kind() == Kind.BYTE_ARRAY
            || (type.kind() == Kind.STRING && stringForm == StringForm.BASE64);
    if (node.isContainerNode() || (isText(type.kind()) && !node.isTextual())) {
      throw new InvalidInput(
          "A bound of row key %s is of type %s, not %s".formatted(field.name(), type, node));
    }
    if (encoded) {
      byte[] bytes = decode(field, node.textValue());
      return type.kind() == Kind.STRING ? Utf8.decode(bytes) : bytes;
    }
    return parse(field, node.asText());
  }

  private static Object parse(Field field, String text) {
    try {
      return ValueText.parse(field.primitiveType(), text);
    } catch (InvalidInput e) {
      throw new InvalidInput(
          "A bound of row key %s is wrong: %s".formatted(field.name(), e.getMessage()), e);
    }
  }

  private static boolean isText(Kind kind) {
    return switch (kind) {
      case STRING, BYTE_ARRAY, TIMESTAMP, DATE -> true;
      case INT, LONG, BOOLEAN, FLOAT, DOUBLE, DECIMAL -> false;
    };
  }

  private static byte[] decode(Field field, String text) {
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw new InvalidInput(
          "A bound of row key %s is not base64: \"%s\"".formatted(field.name(), text), e);
    }
  }

  private static JsonNode base64(byte[] bytes) {
    return TextNode.valueOf(Base64.getEncoder().encodeToString(bytes));
  }

  private static JsonNode floatingNode(Number value) {
    return Double.isInfinite(value.doubleValue())
        ? TextNode.valueOf(value.toString())
        : DecimalNode.valueOf(new BigDecimal(value.toString()));
  }

  /** How a region's JSON has strings. */
  enum StringForm {
    PLAIN,
    BASE64
  }
}
