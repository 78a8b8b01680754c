package sleeper.core.partition;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import sleeper.core.error.InvalidInput;
import sleeper.core.key.Utf8;
import sleeper.core.key.ValueText;
import sleeper.core.partition.SplitPointsFile.StringForm;
import sleeper.core.schema.Field;
import sleeper.core.schema.PrimitiveType;
import sleeper.core.schema.PrimitiveType.Kind;

/**
 * Split points as texts: byte arrays are base64, strings are themselves, all else is as {@link
 * ValueText} has it. A file of them is {@link SplitPointsFile}.
 */
public final class SplitPointTexts {

  private SplitPointTexts() {}

  /**
   * Reads split points.
   *
   * @param rowKey the first row key field
   * @throws InvalidInput naming the first that is wrong, counted from 1
   */
  public static List<Object> parse(Field rowKey, List<String> texts) {
    List<Object> points = new ArrayList<>();
    for (String text : texts) {
      try {
        points.add(parse(rowKey, text, StringForm.PLAIN));
      } catch (InvalidInput e) {
        throw new InvalidInput(
            "Split point %d cannot be read: %s".formatted(points.size() + 1, e.getMessage()), e);
      }
    }
    SplitPoints.check(rowKey, points);
    return points;
  }

  /** Writes split points, which {@link #parse} reads back as the same values. */
  public static List<String> format(Field rowKey, List<?> splitPoints) {
    return splitPoints.stream().map(point -> format(rowKey, point, StringForm.PLAIN)).toList();
  }

  static Object parse(Field rowKey, String text, StringForm strings) {
    PrimitiveType type = rowKey.primitiveType();
    if (type.kind() == Kind.BYTE_ARRAY) {
      return decode(text);
    }
    if (type.kind() == Kind.STRING && strings == StringForm.BASE64) {
      return Utf8.decode(decode(text));
    }
    return ValueText.parse(type, text);
  }

  static String format(Field rowKey, Object point, StringForm strings) {
    PrimitiveType type = rowKey.primitiveType();
    if (type.kind() == Kind.BYTE_ARRAY) {
      return Base64.getEncoder().encodeToString((byte[]) point);
    }
    String text = ValueText.format(type, point);
    return type.kind() == Kind.STRING && strings == StringForm.BASE64
        ? Base64.getEncoder().encodeToString(Utf8.encode(text))
        : text;
  }

  private static byte[] decode(String text) {
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw new InvalidInput("\"" + text + "\" is not base64", e);
    }
  }
}
