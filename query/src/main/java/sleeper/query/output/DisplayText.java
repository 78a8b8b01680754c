package sleeper.query.output;

/** Text as a terminal shows it: how wide it is, and cut to a width. */
final class DisplayText {

  private static final String ELLIPSIS = "…";

  private DisplayText() {}

  /** The columns of a terminal that text takes; East Asian characters and emoji take two. */
  static int width(String text) {
    return text.codePoints().map(DisplayText::width).sum();
  }

  /** The text, or its start and an ellipsis where it is wider. */
  static String shortened(String text, int width) {
    // No character is wider than two, so most texts need no count.
    if (text.length() * 2 <= width || width(text) <= width) {
      return text;
    }
    StringBuilder start = new StringBuilder();
    int used = 1;
    int position = 0;
    while (position < text.length()) {
      int codePoint = text.codePointAt(position);
      used += width(codePoint);
      if (used > width) {
        break;
      }
      start.appendCodePoint(codePoint);
      position += Character.charCount(codePoint);
    }
    return start.append(ELLIPSIS).toString();
  }

  /** The text with spaces to its width; wider text is shortened. */
  static String fitted(String text, int width, Alignment alignment) {
    String shown = shortened(text, width);
    String spaces = " ".repeat(width - width(shown));
    return alignment == Alignment.RIGHT ? spaces + shown : shown + spaces;
  }

  /** Line ends and other control characters as escapes, so that a cell stays one line. */
  static String oneLine(String text) {
    if (text.codePoints().noneMatch(Character::isISOControl)) {
      return text;
    }
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      appendEscaped(line, text.charAt(i));
    }
    return line.toString();
  }

  private static void appendEscaped(StringBuilder line, char c) {
    switch (c) {
      case '\n' -> line.append("\\n");
      case '\r' -> line.append("\\r");
      case '\t' -> line.append("\\t");
      default -> {
        if (Character.isISOControl(c)) {
          line.append("\\u%04x".formatted((int) c));
        } else {
          line.append(c);
        }
      }
    }
  }

  private static int width(int codePoint) {
    int type = Character.getType(codePoint);
    if (type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.FORMAT) {
      return 0;
    }
    return isWide(codePoint) ? 2 : 1;
  }

  private static boolean isWide(int codePoint) {
    return (codePoint >= 0x1100 && codePoint <= 0x115F)
        || (codePoint >= 0x2E80 && codePoint <= 0xA4CF)
        || (codePoint >= 0xAC00 && codePoint <= 0xD7A3)
        || (codePoint >= 0xF900 && codePoint <= 0xFAFF)
        || (codePoint >= 0xFE30 && codePoint <= 0xFE6F)
        || (codePoint >= 0xFF00 && codePoint <= 0xFF60)
        || (codePoint >= 0xFFE0 && codePoint <= 0xFFE6)
        || (codePoint >= 0x1F300 && codePoint <= 0x1FAFF)
        || (codePoint >= 0x20000 && codePoint <= 0x3FFFD);
  }
}
