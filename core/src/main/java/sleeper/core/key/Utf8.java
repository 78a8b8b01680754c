package sleeper.core.key;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import sleeper.core.error.InvalidInput;

/** Strings to UTF-8 and back without replacing anything: what cannot be encoded is refused. */
public final class Utf8 {

  private Utf8() {}

  /**
   * The UTF-8 bytes of a string.
   *
   * @throws InvalidInput if a surrogate stands alone, since no bytes mean it
   */
  public static byte[] encode(String text) {
    check(text);
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * The string of UTF-8 bytes.
   *
   * @throws InvalidInput if the bytes are not UTF-8
   */
  public static String decode(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new InvalidInput("Bytes are not UTF-8: 0x" + ValueText.hex(bytes), e);
    }
  }

  /**
   * Checks that a string has UTF-8 bytes.
   *
   * @throws InvalidInput if a surrogate stands alone
   */
  public static void check(String text) {
    int position = unpairedSurrogate(text);
    if (position >= 0) {
      throw new InvalidInput(
          "Text has an unpaired surrogate U+%04X at position %d, which has no UTF-8 form"
              .formatted((int) text.charAt(position), position));
    }
  }

  /** The position of the first surrogate that stands alone, or -1 if there is none. */
  public static int unpairedSurrogate(String text) {
    int length = text.length();
    for (int i = 0; i < length; i++) {
      if (Character.isSurrogate(text.charAt(i)) && !isPaired(text, i)) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isPaired(String text, int position) {
    if (Character.isHighSurrogate(text.charAt(position))) {
      return position + 1 < text.length() && Character.isLowSurrogate(text.charAt(position + 1));
    }
    return position > 0 && Character.isHighSurrogate(text.charAt(position - 1));
  }
}
