package sleeper.query;

import java.util.ArrayList;
import java.util.List;
import sleeper.core.error.InvalidInput;

/** Text in which single or double quotes hold together what is between them. */
final class QuotedText {

  private QuotedText() {}

  /** The parts between separators that are outside of quotes, quotes kept. */
  static List<String> split(String text, char separator) {
    List<String> parts = new ArrayList<>();
    int start = 0;
    int position = 0;
    while (position < text.length()) {
      char c = text.charAt(position);
      boolean opensQuotes = isQuote(c) && text.substring(start, position).isBlank();
      if (opensQuotes) {
        position = endOfQuotes(text, position);
      } else {
        if (c == separator) {
          parts.add(text.substring(start, position));
          start = position + 1;
        }
        position++;
      }
    }
    parts.add(text.substring(start));
    return parts;
  }

  /** What is between the quotes, where the text has them around it; otherwise the text. */
  static String unquote(String text) {
    String trimmed = text.strip();
    if (trimmed.length() < 2 || !isQuote(trimmed.charAt(0))) {
      return text;
    }
    if (endOfQuotes(trimmed, 0) != trimmed.length()) {
      return text;
    }
    String quote = trimmed.substring(0, 1);
    return trimmed.substring(1, trimmed.length() - 1).replace(quote + quote, quote);
  }

  /** The position behind the closing quote. */
  private static int endOfQuotes(String text, int open) {
    char quote = text.charAt(open);
    int position = open + 1;
    while (position < text.length()) {
      if (text.charAt(position) == quote) {
        boolean isDoubled = position + 1 < text.length() && text.charAt(position + 1) == quote;
        if (!isDoubled) {
          return position + 1;
        }
        position++;
      }
      position++;
    }
    throw new InvalidInput("A quote is not closed: %s".formatted(text));
  }

  private static boolean isQuote(char c) {
    return c == '\'' || c == '"';
  }
}
