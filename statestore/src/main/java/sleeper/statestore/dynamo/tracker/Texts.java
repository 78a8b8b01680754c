package sleeper.statestore.dynamo.tracker;

import java.nio.charset.StandardCharsets;

/** Makes texts from anywhere fit into items, which may have 400 kB and hold UTF-8 alone. */
final class Texts {

  private Texts() {}

  /**
   * The text, without what has no UTF-8 form.
   *
   * @param text any text
   * @param maxBytes where it is cut off, in UTF-8 bytes; what it had is then said at its end
   */
  static String fitting(String text, int maxBytes) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length <= maxBytes) {
      return new String(bytes, StandardCharsets.UTF_8);
    }
    int end = maxBytes;
    while (isInsideCharacter(bytes[end])) {
      end--;
    }
    return new String(bytes, 0, end, StandardCharsets.UTF_8)
        + "... (the first %d of %d bytes)".formatted(end, bytes.length);
  }

  private static boolean isInsideCharacter(byte first) {
    return (first & 0xC0) == 0x80;
  }
}
