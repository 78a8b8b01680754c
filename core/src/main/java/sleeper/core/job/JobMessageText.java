package sleeper.core.job;

/** Cuts texts that others wrote to a length that can be kept. */
final class JobMessageText {

  private static final String MORE = "...";

  private JobMessageText() {}

  /** The text, or its beginning and dots, at most so many characters together. */
  static String cut(String text, int maxLength) {
    if (text.length() <= maxLength) {
      return text;
    }
    int end = maxLength - MORE.length();
    boolean insidePair = Character.isHighSurrogate(text.charAt(end - 1));
    return text.substring(0, insidePair ? end - 1 : end) + MORE;
  }
}
