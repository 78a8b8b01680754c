package sleeper.core.range;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import sleeper.core.json.Json;
import sleeper.core.order.ValueBounds;
import sleeper.core.schema.Field;
import sleeper.core.schema.PrimitiveType;
import sleeper.core.schema.Schema;
import sleeper.core.testing.RandomValues;

class RangeTest {

  @SuppressWarnings("unused")
  private static final List<PrimitiveType> TYPES = RandomValues.TYPES;

  private static final Field INT = Field.of("i", PrimitiveType.INT);

  @ParameterizedTest
  @FieldSource("TYPES")
  void shouldHoldTheSameValuesInCanonicalFormAndInJson(PrimitiveType type) {
    RandomValues values = new RandomValues("RangeTest." + type);
    Schema schema = Schema.builder().rowKey("k", type).build();
    for (int i = 0; i < 2_000; i++) {
      Range range = randomRange(values, schema.field(0));
      Range canonical = range.canonical();
      String json = Json.compact(RegionJson.toNode(new Region(List.of(range))));

      assertThat(canonical.canonical()).isEqualTo(canonical);
      assertThat(RegionJson.parse(schema, json).range(0)).isEqualTo(canonical);
      for (int j = 0; j < 10; j++) {
        Object value = values.keyValue(type);
        assertThat(canonical.contains(value))
            .as("%s has %s", range, value)
            .isEqualTo(range.contains(value));
        if (range.contains(value)) {
          assertThat(range.isEmpty()).isFalse();
        }
      }
    }
  }

  @Test
  void shouldKnowWhenNoValueFits() {
    assertThat(Range.halfOpen(INT, 5, 5).isEmpty()).isTrue();
    assertThat(new Range(INT, 5, false, 6, false).isEmpty()).isTrue();
    assertThat(new Range(INT, Integer.MAX_VALUE, false, null, false).isEmpty()).isTrue();
    assertThat(Range.halfOpen(INT, null, Integer.MIN_VALUE).isEmpty()).isTrue();
    assertThat(Range.exactly(INT, Integer.MAX_VALUE).isEmpty()).isFalse();
    assertThat(Range.all(INT).isEmpty()).isFalse();
  }

  @Test
  void shouldOverlapWhereABoundIsShared() {
    assertThat(Range.halfOpen(INT, 1, 5).overlaps(Range.exactly(INT, 5))).isFalse();
    assertThat(new Range(INT, 1, true, 5, true).overlaps(Range.exactly(INT, 5))).isTrue();
    assertThat(Range.halfOpen(INT, null, 5).overlaps(Range.halfOpen(INT, 4, null))).isTrue();
    assertThat(Range.halfOpen(INT, 5, null).overlaps(Range.halfOpen(INT, null, 5))).isFalse();
  }

  @Test
  void shouldShowIntervals() {
    assertThat(Range.halfOpen(INT, 1, 5)).hasToString("i in [1, 5)");
    assertThat(Range.all(INT)).hasToString("i in (unbounded, unbounded)");
    assertThat(new Range(INT, 1, false, 5, true)).hasToString("i in (1, 5]");
  }

  private static Range randomRange(RandomValues values, Field field) {
    PrimitiveType type = field.primitiveType();
    boolean leastMin = values.random().nextInt(10) == 0;
    boolean noMin = values.random().nextInt(5) == 0;
    boolean noMax = values.random().nextInt(5) == 0;
    Object min = leastMin ? ValueBounds.minimum(type) : values.keyValue(type);
    return new Range(
        field,
        noMin ? null : min,
        values.random().nextBoolean(),
        noMax ? null : values.keyValue(type),
        values.random().nextBoolean());
  }
}
