package sleeper.core.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sleeper.core.error.InvalidInput;
import sleeper.core.testing.RandomValues;

class EpochNanosTest {

  @ParameterizedTest
  @ValueSource(
      longs = {
        Long.MIN_VALUE,
        Long.MIN_VALUE + 1,
        -1_000_000_001,
        -1_000_000_000,
        -1,
        0,
        1,
        999_999_999,
        Long.MAX_VALUE
      })
  void shouldTurnNanosecondsIntoAnInstantAndBack(long nanos) {
    Instant instant = EpochNanos.toInstant(nanos);

    assertThat(instant).isEqualTo(Instant.ofEpochSecond(0, nanos));
    assertThat(EpochNanos.of(instant)).isEqualTo(nanos);
  }

  @Test
  void shouldTurnAnyNanosecondsIntoAnInstantAndBack() {
    RandomValues values = new RandomValues("EpochNanosTest");
    for (int i = 0; i < 100_000; i++) {
      long nanos = values.random().nextLong();
      assertThat(EpochNanos.of(EpochNanos.toInstant(nanos))).isEqualTo(nanos);
    }
  }

  @Test
  void shouldRefuseInstantsThatDoNotFit() {
    assertThatThrownBy(() -> EpochNanos.of(EpochNanos.MAX.plusNanos(1)))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("2262-04-11T23:47:16.854775808Z is out of range");
    assertThatThrownBy(() -> EpochNanos.of(Instant.MIN)).isInstanceOf(InvalidInput.class);
  }
}
