package sleeper.core.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import sleeper.core.schema.PrimitiveType;
import sleeper.core.testing.RandomValues;

class ValueBoundsTest {

  @SuppressWarnings("unused")
  private static final List<PrimitiveType> TYPES = RandomValues.TYPES;

  @ParameterizedTest
  @FieldSource("TYPES")
  void shouldHaveNoValueBelowTheMinimumNorBetweenAValueAndTheNext(PrimitiveType type) {
    RandomValues values = new RandomValues("ValueBoundsTest." + type);
    for (int i = 0; i < 5_000; i++) {
      Object value = values.keyValue(type);
      Object other = values.keyValue(type);
      Optional<Object> next = ValueBounds.next(type, value);

      assertThat(ValueOrder.compare(type, ValueBounds.minimum(type), value)).isNotPositive();
      if (next.isPresent()) {
        assertThat(ValueOrder.compare(type, value, next.get())).isNegative();
      }
      boolean above = ValueOrder.compare(type, other, value) > 0;
      boolean fromNext = next.isPresent() && ValueOrder.compare(type, other, next.get()) >= 0;
      assertThat(above).isEqualTo(fromNext);
    }
  }

  @Test
  void shouldHaveNothingAfterTheGreatestValue() {
    assertThat(ValueBounds.next(PrimitiveType.INT, Integer.MAX_VALUE)).isEmpty();
    assertThat(ValueBounds.next(PrimitiveType.LONG, Long.MAX_VALUE)).isEmpty();
    assertThat(ValueBounds.next(PrimitiveType.BOOLEAN, true)).isEmpty();
    assertThat(ValueBounds.next(PrimitiveType.DOUBLE, Double.POSITIVE_INFINITY)).isEmpty();
    assertThat(ValueBounds.next(PrimitiveType.FLOAT, Float.POSITIVE_INFINITY)).isEmpty();
    assertThat(ValueBounds.next(PrimitiveType.TIMESTAMP, Instant.ofEpochSecond(0, Long.MAX_VALUE)))
        .isEmpty();
    assertThat(ValueBounds.next(PrimitiveType.decimal(3, 1), new BigDecimal("99.9"))).isEmpty();
  }

  @Test
  void shouldSkipNegativeZero() {
    assertThat(ValueBounds.next(PrimitiveType.DOUBLE, -Double.MIN_VALUE)).contains(0.0);
    assertThat(ValueBounds.next(PrimitiveType.FLOAT, -Float.MIN_VALUE)).contains(0f);
  }
}
