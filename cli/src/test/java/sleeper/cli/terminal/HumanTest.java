package sleeper.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class HumanTest {

  @Test
  void shouldSetThousandsApart() {
    assertThat(Human.count(1_234_567)).isEqualTo("1,234,567");
    assertThat(Human.counted(1, "row")).isEqualTo("1 row");
    assertThat(Human.counted(2000, "row")).isEqualTo("2,000 rows");
    assertThat(Human.counted(0, "file")).isEqualTo("0 files");
  }

  @Test
  void shouldShowSizesInBinaryUnits() {
    assertThat(Human.bytes(0)).isEqualTo("0 B");
    assertThat(Human.bytes(1023)).isEqualTo("1023 B");
    assertThat(Human.bytes(1024)).isEqualTo("1.0 KiB");
    assertThat(Human.bytes(12_900_000)).isEqualTo("12.3 MiB");
    assertThat(Human.bytes(500L << 20)).isEqualTo("500 MiB");
    assertThat(Human.bytes(Long.MAX_VALUE)).isEqualTo("8.0 EiB");
  }

  @Test
  void shouldRoundDownSoThatNothingLooksMoreThanItIs() {
    assertThat(Human.bytes((1 << 20) - 1)).isEqualTo("1023 KiB");
    assertThat(Human.rough(999.9)).isEqualTo("999");
    assertThat(Human.rough(3_190_000)).isEqualTo("3.1 M");
  }

  @Test
  void shouldShowTimesInTheUnitThatFits() {
    assertThat(Human.duration(Duration.ofMillis(350))).isEqualTo("350 ms");
    assertThat(Human.duration(Duration.ofMillis(4290))).isEqualTo("4.2 s");
    assertThat(Human.duration(Duration.ofMillis(59_999))).isEqualTo("59.9 s");
    assertThat(Human.duration(Duration.ofSeconds(185))).isEqualTo("3 min 5 s");
    assertThat(Human.duration(Duration.ofMinutes(125))).isEqualTo("2 h 5 min");
  }
}
