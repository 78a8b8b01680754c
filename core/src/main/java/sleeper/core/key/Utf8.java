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

  /**
   * Whether bytes are UTF-8 as RFC 3629 has it: no overlong forms, no surrogates, nothing above
   * U+10FFFF.
   */
  public static boolean isValid(byte[] bytes, int offset, int length) {
    int end = offset + length;
    int next = offset;
    while (next < end && bytes[next] >= 0) {
      next++;
    }
    while (next < end) {
      int size = sequenceLength(bytes, next, end);
      if (size == 0) {
        return false;
      }
      next += size;
    }
    return true;
  }

  /** The length of the valid sequence that starts at a position, or 0. */
  private static int sequenceLength(byte[] bytes, int position, int end) {
    int lead = bytes[position] & 0xFF;
    if (lead < 0x80) {
      return 1;
    }
    int size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || position + size > end) {
      return 0;
    }
    int second = bytes[position + 1] & 0xFF;
    int lowest = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    int highest = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    if (second < lowest || second > highest) {
      return 0;
    }
    for (int i = position + 2; i < position + size; i++) {
      if ((bytes[i] & 0xC0) != 0x80) {
        return 0;
      }
    }
    return size;
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
