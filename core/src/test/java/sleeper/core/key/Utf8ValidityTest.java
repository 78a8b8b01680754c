package sleeper.core.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Utf8ValidityTest {

  @Test
  void shouldAgreeWithTheJdkOnEveryThreeByteStringAfterALeadByte() {
    byte[] bytes = new byte[3];
    for (int lead = 0; lead < 256; lead++) {
      bytes[0] = (byte) lead;
      for (int second = 0; second < 256; second++) {
        bytes[1] = (byte) second;
        for (int third :
            new int[] {0, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xFF}) {
          bytes[2] = (byte) third;
          assertThat(Utf8.isValid(bytes, 0, 3)).isEqualTo(jdkDecodes(bytes));
        }
      }
    }
  }

  @Test
  void shouldAgreeWithTheJdkOnRandomBytesNearUtf8() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = "aé\uFF41\uD83D\uDE00zß\u0800".getBytes(StandardCharsets.UTF_8);
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      assertThat(Utf8.isValid(bytes, 0, bytes.length))
          .as("seed %s", seed)
          .isEqualTo(jdkDecodes(bytes));
    }
  }

  @Test
  void shouldLookAtTheGivenBytesOnly() {
    byte[] bytes = {(byte) 0xFF, 'a', (byte) 0xC3, (byte) 0xA9, (byte) 0xFF};

    assertThat(Utf8.isValid(bytes, 1, 3)).isTrue();
    assertThat(Utf8.isValid(bytes, 1, 2)).isFalse();
    assertThat(Utf8.isValid(bytes, 4, 0)).isTrue();
  }

  private static boolean jdkDecodes(byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
