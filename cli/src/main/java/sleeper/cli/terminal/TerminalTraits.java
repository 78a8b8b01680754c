package sleeper.cli.terminal;

import java.io.Console;
import java.util.Locale;
import java.util.Map;

/**
 * What is at the other end of a command's streams.
 *
 * @param outIsTerminal whether a person sees standard output
 * @param errIsTerminal whether a person sees standard error
 * @param columns how many characters fit a line
 * @param colours whether colours are wanted where a person sees them
 */
public record TerminalTraits(
    boolean outIsTerminal, boolean errIsTerminal, int columns, boolean colours) {

  /** Files and pipes, no colours. */
  public static final TerminalTraits PLAIN = new TerminalTraits(false, false, 120, false);

  private static final int DEFAULT_COLUMNS = 100;
  private static final int MIN_COLUMNS = 40;

  /**
   * Finds out, from what the launcher says in system properties ({@code sleeper.terminal.out},
   * {@code .err}, {@code .columns}), because Java cannot ask about one stream alone. {@code
   * NO_COLOR} and {@code TERM=dumb} turn colours off.
   */
  static TerminalTraits detect(Map<String, String> environment) {
    boolean console = hasConsole();
    return new TerminalTraits(
        flag("sleeper.terminal.out", console),
        flag("sleeper.terminal.err", console),
        columns(environment),
        wantsColours(environment));
  }

  static boolean wantsColours(Map<String, String> environment) {
    return environment.getOrDefault("NO_COLOR", "").isEmpty()
        && !environment.getOrDefault("TERM", "").toLowerCase(Locale.ROOT).equals("dumb");
  }

  private static boolean flag(String property, boolean fallback) {
    String value = System.getProperty(property);
    return value == null ? fallback : Boolean.parseBoolean(value);
  }

  private static int columns(Map<String, String> environment) {
    String value =
        System.getProperty("sleeper.terminal.columns", environment.getOrDefault("COLUMNS", ""));
    try {
      return Math.max(MIN_COLUMNS, Integer.parseInt(value));
    } catch (NumberFormatException e) {
      return DEFAULT_COLUMNS;
    }
  }

  /** From Java 22 on there always is a console, which has to be asked whether it is a terminal. */
  @SuppressWarnings("SystemConsoleNull") // asked what it is where it is never null
  private static boolean hasConsole() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      return true;
    }
  }
}
