package sleeper.cli.command;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads numbers of rows: {@code 250000}, {@code 10k}, {@code 100M}, {@code 1.5G}; powers of 1000.
 */
public final class RowCountConverter implements ITypeConverter<Long> {

  private static final Pattern TEXT = Pattern.compile("(\\d{1,15}(?:\\.\\d{1,9})?)([kmgt]?)");
  private static final String UNITS = "kmgt";
  private static final int DIGITS_PER_UNIT = 3;
  private static final long MOST_ROWS = 1_000_000_000_000_000L;

  @Override
  public Long convert(String text) {
    Matcher matcher = TEXT.matcher(text.strip().replace("_", "").toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw refused(text);
    }
    String unit = matcher.group(2);
    int digits = unit.isEmpty() ? 0 : (UNITS.indexOf(unit) + 1) * DIGITS_PER_UNIT;
    BigDecimal rows = new BigDecimal(matcher.group(1)).scaleByPowerOfTen(digits);
    try {
      long whole = rows.longValueExact();
      if (whole >= 1 && whole <= MOST_ROWS) {
        return whole;
      }
    } catch (ArithmeticException fraction) {
      throw refused(text);
    }
    throw refused(text);
  }

  private static TypeConversionException refused(String text) {
    return new TypeConversionException(
        "\"%s\" is not a number of rows; write 250000, 10k, 100M or 1.5G".formatted(text));
  }
}
