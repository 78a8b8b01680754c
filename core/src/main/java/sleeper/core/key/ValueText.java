package sleeper.core.key;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import sleeper.core.error.InvalidInput;
import sleeper.core.schema.PrimitiveType;

/**
 * Values as people write them: on command lines, in files of text and in messages.
 *
 * <p>A string is itself. Bytes are hex after {@code 0x}, or else base64. A timestamp is ISO-8601
 * with up to nine digits of a second ({@code 2024-05-01T12:00:00.5Z}; without a zone it is UTC, a
 * mere date is its midnight). A date is {@code 2024-05-01}. What {@link #format} writes, {@link
 * #parse} reads back as the same value.
 */
public final class ValueText {

  private static final HexFormat HEX = HexFormat.of();

  private ValueText() {}

  /**
   * Reads a value of a type.
   *
   * @throws InvalidInput with one sentence that has the text and what is allowed
   */
  public static Object parse(PrimitiveType type, String text) {
    try {
      return parseValue(type, text);
    } catch (NumberFormatException | DateTimeException e) {
      throw refused(type, text, e);
    }
  }

  /** Writes a value of a type. */
  public static String format(PrimitiveType type, Object value) {
    return switch (type.kind()) {
      case STRING -> (String) value;
      case BYTE_ARRAY -> "0x" + hex((byte[]) value);
      case DECIMAL -> ((BigDecimal) value).toPlainString();
      case INT, LONG, BOOLEAN, FLOAT, DOUBLE, TIMESTAMP, DATE -> value.toString();
    };
  }

  static String hex(byte[] bytes) {
    return HEX.formatHex(bytes);
  }

  private static Object parseValue(PrimitiveType type, String text) {
    return switch (type.kind()) {
      case INT -> Integer.valueOf(text.strip());
      case LONG -> Long.valueOf(text.strip());
      case STRING -> parseString(text);
      case BYTE_ARRAY -> parseBytes(type, text.strip());
      case BOOLEAN -> parseBoolean(type, text.strip());
      case FLOAT -> parseFloat(type, text.strip());
      case DOUBLE -> parseDouble(type, text.strip());
      case TIMESTAMP -> TimestampText.parse(text.strip());
      case DATE -> parseDate(text.strip());
      case DECIMAL -> parseDecimal(type, text.strip());
    };
  }

  private static String parseString(String text) {
    Utf8.check(text);
    return text;
  }

  private static byte[] parseBytes(PrimitiveType type, String text) {
    try {
      return text.startsWith("0x")
          ? HEX.parseHex(text, 2, text.length())
          : Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw refused(type, text, e);
    }
  }

  private static Boolean parseBoolean(PrimitiveType type, String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true" -> Boolean.TRUE;
      case "false" -> Boolean.FALSE;
      default -> throw refused(type, text, null);
    };
  }

  private static Float parseFloat(PrimitiveType type, String text) {
    float value = Float.parseFloat(checkFloating(type, text));
    checkNotOverflown(type, text, Float.isInfinite(value));
    return value;
  }

  private static Double parseDouble(PrimitiveType type, String text) {
    double value = Double.parseDouble(checkFloating(type, text));
    checkNotOverflown(type, text, Double.isInfinite(value));
    return value;
  }

  /** Refuses what only Java takes: a type suffix and hexadecimal digits. */
  private static String checkFloating(PrimitiveType type, String text) {
    boolean onlyJava = text.matches(".*[0-9.][dDfF]$|[+-]?0[xX].*");
    if (onlyJava) {
      throw refused(type, text, null);
    }
    return text;
  }

  private static void checkNotOverflown(PrimitiveType type, String text, boolean infinite) {
    if (infinite && !text.endsWith("Infinity")) {
      throw refused(type, text, null);
    }
  }

  private static LocalDate parseDate(String text) {
    LocalDate date = LocalDate.parse(text);
    if (date.toEpochDay() != (int) date.toEpochDay()) {
      throw new DateTimeException("The day does not fit an int");
    }
    return date;
  }

  private static BigDecimal parseDecimal(PrimitiveType type, String text) {
    BigDecimal value = new BigDecimal(text);
    try {
      // Digits are counted first: setScale on an exponent of millions would write them all out.
      boolean tooLong = (long) value.precision() - value.scale() > type.precision() - type.scale();
      if (value.signum() != 0 && tooLong) {
        throw refused(type, text, null);
      }
      return value.setScale(type.scale(), RoundingMode.UNNECESSARY);
    } catch (ArithmeticException e) {
      throw refused(type, text, e);
    }
  }

  private static InvalidInput refused(PrimitiveType type, String text, @Nullable Exception cause) {
    String message = "\"%s\" is not of type %s; %s".formatted(text, type, allowed(type));
    return cause == null ? new InvalidInput(message) : new InvalidInput(message, cause);
  }

  private static String allowed(PrimitiveType type) {
    return switch (type.kind()) {
      case INT -> "write a whole number from -2147483648 to 2147483647";
      case LONG -> "write a whole number from -9223372036854775808 to 9223372036854775807";
      case STRING -> "write text";
      case BYTE_ARRAY -> "write base64, or hex digits after 0x";
      case BOOLEAN -> "write true or false";
      case FLOAT, DOUBLE -> "write a number such as -1.5 or 2e10 that is not too large";
      case TIMESTAMP ->
          "write a time such as 2024-05-01T12:00:00.123456789Z between 1677-09-22 and 2262-04-11";
      case DATE -> "write a date such as 2024-05-01";
      case DECIMAL ->
          "write a number with at most %d digits before and %d after the point"
              .formatted(type.precision() - type.scale(), type.scale());
    };
  }
}
