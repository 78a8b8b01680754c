package sleeper.core.key;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KeyTest {

  @Test
  void shouldCompareByteArraysByTheirContents() {
    Key key = Key.of(7, new byte[] {1, -1});

    assertThat(key)
        .isEqualTo(Key.of(7, new byte[] {1, -1}))
        .hasSameHashCodeAs(Key.of(7, new byte[] {1, -1}));
    assertThat(key).isNotEqualTo(Key.of(7, new byte[] {1, 1})).isNotEqualTo(Key.of(7));
  }

  @Test
  void shouldShowBytesAsTheyAreWrittenOnCommandLines() {
    assertThat(Key.of("a", new byte[] {1, -1})).hasToString("(a,0x01ff)");
  }
}
