package sleeper.core.key;

import sleeper.core.error.InvalidInput;
import sleeper.core.schema.Field;

/**
 * Which values a key can have: all but NaN and -0.0, which compare differently from tool to tool,
 * and text without UTF-8 form.
 */
public final class KeyValues {

  private KeyValues() {}

  /**
   * Checks a value of a key field.
   *
   * @throws InvalidInput naming the field and the value
   */
  public static void check(Field field, Object value) {
    Class<?> wanted = field.primitiveType().kind().javaClass();
    if (!wanted.isInstance(value)) {
      throw new InvalidInput(
          "Key field %s takes values of class %s, not %s: value=%s"
              .formatted(
                  field.name(), wanted.getSimpleName(), value.getClass().getSimpleName(), value));
    }
    switch (field.primitiveType().kind()) {
      case STRING -> checkText(field, (String) value);
      case FLOAT -> checkFloating(field, (Float) value);
      case DOUBLE -> checkFloating(field, (Double) value);
      case INT, LONG, BYTE_ARRAY, BOOLEAN, TIMESTAMP, DATE, DECIMAL -> {}
    }
  }

  /** Whether a floating point number can be in a key. A float can if it can as a double. */
  public static boolean isAllowed(double value) {
    return !Double.isNaN(value) && (value != 0 || Double.doubleToRawLongBits(value) == 0);
  }

  private static void checkFloating(Field field, double value) {
    if (!isAllowed(value)) {
      throw new InvalidInput(
          "Key field %s cannot be %s; NaN and -0.0 have no place in the order of keys"
              .formatted(field.name(), value));
    }
  }

  private static void checkText(Field field, String value) {
    int position = Utf8.unpairedSurrogate(value);
    if (position >= 0) {
      throw new InvalidInput(
          "Key field %s has an unpaired surrogate at position %d, which has no UTF-8 form"
              .formatted(field.name(), position));
    }
  }
}
