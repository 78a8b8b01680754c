package sleeper.core.properties;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sleeper.core.error.InvalidInput;

/**
 * A number of bytes, written {@code 4096}, {@code 32M} or {@code 1G}; units are powers of 1024.
 *
 * @param bytes how many, not negative
 */
public record ByteSize(long bytes) implements Comparable<ByteSize> {

  private static final String UNITS = "KMGT";
  private static final int UNIT_BITS = 10;
  private static final Pattern TEXT = Pattern.compile("(\\d{1,19})([KMGTkmgt]?)(?:[iI]?[bB])?");

  public ByteSize {
    if (bytes < 0) {
      throw new IllegalArgumentException("A size is not negative: bytes=" + bytes);
    }
  }

  /** A size of whole mebibytes. */
  public static ByteSize ofMebibytes(long mebibytes) {
    return new ByteSize(Math.multiplyExact(mebibytes, 1L << (2 * UNIT_BITS)));
  }

  /**
   * Reads a size.
   *
   * @throws InvalidInput if it is not a whole number with an optional unit, or overflows a long
   */
  public static ByteSize parse(String text) {
    Matcher matcher = TEXT.matcher(text.strip());
    if (!matcher.matches()) {
      throw refused(text);
    }
    int power = matcher.group(2).isEmpty() ? 0 : unitPower(matcher.group(2));
    try {
      long unit = 1L << (power * UNIT_BITS);
      return new ByteSize(Math.multiplyExact(Long.parseLong(matcher.group(1)), unit));
    } catch (ArithmeticException | NumberFormatException e) {
      throw new InvalidInput("Size \"" + text + "\" is too large", e);
    }
  }

  /**
   * The size as an int, for buffers and settings that are one.
   *
   * @throws ArithmeticException if it does not fit
   */
  public int toIntExact() {
    return Math.toIntExact(bytes);
  }

  @Override
  public int compareTo(ByteSize other) {
    return Long.compare(bytes, other.bytes);
  }

  /** In the largest unit that makes it a whole number. */
  @Override
  public String toString() {
    int power = bytes == 0 ? 0 : Long.numberOfTrailingZeros(bytes) / UNIT_BITS;
    power = Math.min(power, UNITS.length());
    String unit = power == 0 ? "" : UNITS.substring(power - 1, power);
    return (bytes >> (power * UNIT_BITS)) + unit;
  }

  private static int unitPower(String unit) {
    return UNITS.indexOf(Character.toUpperCase(unit.charAt(0))) + 1;
  }

  private static InvalidInput refused(String text) {
    return new InvalidInput("\"" + text + "\" is not a size; write bytes, or 512K, 32M, 1G");
  }
}
