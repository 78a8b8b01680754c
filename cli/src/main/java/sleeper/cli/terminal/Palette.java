package sleeper.cli.terminal;

/** Styles of text, as escape sequences of terminals or as nothing at all. */
public final class Palette {

  private static final Palette COLOURED = new Palette(true);
  private static final Palette PLAIN = new Palette(false);

  private final boolean coloured;

  private Palette(boolean coloured) {
    this.coloured = coloured;
  }

  static Palette of(boolean coloured) {
    return coloured ? COLOURED : PLAIN;
  }

  /** What matters most. */
  public String strong(String text) {
    return styled("1", text);
  }

  /** What matters least. */
  public String faint(String text) {
    return styled("2", text);
  }

  /** It went well. */
  public String good(String text) {
    return styled("32", text);
  }

  /** Something to know, which stops nothing. */
  public String warning(String text) {
    return styled("33", text);
  }

  /** It went wrong. */
  public String bad(String text) {
    return styled("1;31", text);
  }

  private String styled(String code, String text) {
    return coloured && !text.isEmpty() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
