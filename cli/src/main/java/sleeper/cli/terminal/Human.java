package sleeper.cli.terminal;

import java.time.Duration;
import java.util.Locale;

/** Numbers as people read them. */
public final class Human {

  private static final String[] BYTE_UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
  private static final String[] COUNT_UNITS = {"", " k", " M", " G", " T"};

  private Human() {}

  /** A whole number with its thousands apart: {@code 1,234,567}. */
  public static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** A number and its noun: {@code 1 file}, {@code 2 files}. */
  public static String counted(long number, String noun) {
    return count(number) + " " + (number == 1 ? noun : noun + "s");
  }

  /** A size in binary units with three digits or so: {@code 12.3 MiB}. */
  public static String bytes(long bytes) {
    return scaled((double) bytes, 1024, BYTE_UNITS, " ");
  }

  /** A rounded number: {@code 12.3 M}. */
  public static String rough(double number) {
    return scaled(number, 1000, COUNT_UNITS, "");
  }

  /** A time as short as it can be said: {@code 350 ms}, {@code 4.2 s}, {@code 3 min 5 s}. */
  public static String duration(Duration duration) {
    long millis = duration.toMillis();
    if (millis < 1000) {
      return millis + " ms";
    }
    if (millis < 60_000) {
      return String.format(Locale.ROOT, "%.1f s", Math.floor(millis / 100.0) / 10);
    }
    long seconds = duration.toSeconds();
    return seconds < 3600
        ? seconds / 60 + " min " + seconds % 60 + " s"
        : seconds / 3600 + " h " + seconds / 60 % 60 + " min";
  }

  private static String scaled(double number, int step, String[] units, String gap) {
    double value = number;
    int unit = 0;
    while (value >= step && unit < units.length - 1) {
      value /= step;
      unit++;
    }
    boolean whole = unit == 0 || value >= 100;
    double shown = whole ? Math.floor(value) : Math.floor(value * 10) / 10;
    return String.format(Locale.ROOT, whole ? "%.0f" : "%.1f", shown) + gap + units[unit];
  }
}
