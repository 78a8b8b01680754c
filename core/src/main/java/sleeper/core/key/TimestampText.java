package sleeper.core.key;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;

/** Reads the ways to write a timestamp, all of them whole nanoseconds. */
final class TimestampText {

  private TimestampText() {}

  static Instant parse(String text) {
    Instant instant = read(text);
    if (instant.isBefore(EpochNanos.MIN) || instant.isAfter(EpochNanos.MAX)) {
      throw new DateTimeException("The timestamp is out of range");
    }
    return instant;
  }

  private static Instant read(String text) {
    int dayLength = "2024-05-01".length();
    if (text.length() == dayLength) {
      return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
    boolean spaced = text.length() > dayLength && text.charAt(dayLength) == ' ';
    String iso = spaced ? text.substring(0, dayLength) + "T" + text.substring(dayLength + 1) : text;
    TemporalAccessor parsed =
        DateTimeFormatter.ISO_DATE_TIME.parseBest(iso, OffsetDateTime::from, LocalDateTime::from);
    return parsed instanceof OffsetDateTime zoned
        ? zoned.toInstant()
        : ((LocalDateTime) parsed).toInstant(ZoneOffset.UTC);
  }
}
