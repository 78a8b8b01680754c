package sleeper.cli.command;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads times on the command line: {@code 2026-05-04}, {@code 2026-05-04T11:22:33Z}, {@code
 * "2026-05-04 11:22"}, all in UTC, or a time ago such as {@code 30m}, {@code 2h} and {@code 7d}.
 */
public final class TimeConverter implements ITypeConverter<Instant> {

  private static final Pattern AGO = Pattern.compile("(\\d{1,9})([smhd])");

  @Override
  public Instant convert(String text) {
    Matcher ago = AGO.matcher(text.strip().toLowerCase(Locale.ROOT));
    try {
      return ago.matches()
          ? Instant.now().minus(duration(Long.parseLong(ago.group(1)), ago.group(2)))
          : time(text.strip().replace(' ', 'T'));
    } catch (DateTimeException | ArithmeticException e) {
      throw new TypeConversionException(
          "\"%s\" is not a time; give one as 2026-05-04, 2026-05-04T11:22:33Z, or 2h for two hours ago"
              .formatted(text));
    }
  }

  private static Duration duration(long number, String unit) {
    return switch (unit) {
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      default -> Duration.ofDays(number);
    };
  }

  private static Instant time(String text) {
    if (!text.contains("T")) {
      return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      return LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
    }
  }
}
