package sleeper.core.properties;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sleeper.core.error.InvalidInput;

class ByteSizeTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0",
    "4096, 4096, 4K",
    "1000, 1000, 1000",
    "32M, 33554432, 32M",
    "1g, 1073741824, 1G",
    "512k, 524288, 512K",
    "1536M, 1610612736, 1536M",
    "256MiB, 268435456, 256M",
    "2tb, 2199023255552, 2T",
    "9223372036854775807, 9223372036854775807, 9223372036854775807",
  })
  void shouldReadAndWriteSizes(String text, long bytes, String shortest) {
    assertThat(ByteSize.parse(text)).isEqualTo(new ByteSize(bytes)).hasToString(shortest);
    assertThat(ByteSize.parse(shortest).bytes()).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "M", "-1", "1.5G", "12Q", "1 G", "9223372036854775808", "8388608T"})
  void shouldRefuseWhatIsNoSize(String text) {
    assertThatThrownBy(() -> ByteSize.parse(text)).isInstanceOf(InvalidInput.class);
  }

  @Test
  void shouldRefuseANegativeSize() {
    assertThatThrownBy(() -> new ByteSize(-1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldCompareByBytes() {
    assertThat(ByteSize.ofMebibytes(1)).isGreaterThan(ByteSize.parse("1023K"));
  }
}
