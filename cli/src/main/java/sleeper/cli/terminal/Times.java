package sleeper.cli.terminal;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Times as people read them. */
public final class Times {

  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss'Z'").withZone(ZoneOffset.UTC);

  private Times() {}

  /** A time in UTC, to the second: {@code 2026-05-04 11:22:33Z}. */
  public static String show(Instant time) {
    return FORMAT.format(time);
  }
}
