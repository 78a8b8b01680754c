package sleeper.core.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sleeper.core.error.InvalidInput;
import sleeper.core.testing.RandomValues;

class Utf8Test {

  @Test
  void shouldEncodeAndDecodeAnyText() {
    RandomValues values = new RandomValues("Utf8Test");
    for (int i = 0; i < 10_000; i++) {
      String text = values.string(values.random().nextInt(6));
      assertThat(Utf8.encode(text)).isEqualTo(text.getBytes(StandardCharsets.UTF_8));
      assertThat(Utf8.decode(Utf8.encode(text))).isEqualTo(text);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "\ud83d, 0",
    "a\ud83d, 1",
    "\ude00, 0",
    "\ud83d\ude00\ude00, 2",
    "\ud83d\ud83d\ude00, 0",
    "\ud83d\ude00, -1",
    "plain, -1",
  })
  void shouldFindASurrogateThatStandsAlone(String text, int position) {
    assertThat(Utf8.unpairedSurrogate(text)).isEqualTo(position);
  }

  @Test
  void shouldRefuseRatherThanReplace() {
    assertThatThrownBy(() -> Utf8.encode("ab\ude00"))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("unpaired surrogate U+DE00 at position 2");
    assertThatThrownBy(() -> Utf8.decode(new byte[] {'a', (byte) 0xc3}))
        .isInstanceOf(InvalidInput.class)
        .hasMessage("Bytes are not UTF-8: 0x61c3");
  }
}
