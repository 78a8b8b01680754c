package sleeper.core.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import sleeper.core.schema.PrimitiveType;
import sleeper.core.testing.RandomValues;

class ValueOrderTest {

  @SuppressWarnings("unused")
  private static final List<PrimitiveType> TYPES = RandomValues.TYPES;

  @Test
  void shouldCompareStringsAsTheirUtf8BytesCompare() {
    RandomValues values = new RandomValues("ValueOrderTest.strings");
    for (int i = 0; i < 200_000; i++) {
      String left = values.string(values.random().nextInt(4));
      String right = values.string(values.random().nextInt(4));
      int expected =
          Arrays.compareUnsigned(
              left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
      assertThat(Integer.signum(ValueOrder.compareStrings(left, right)))
          .as("%s and %s", left, right)
          .isEqualTo(Integer.signum(expected));
    }
  }

  @ParameterizedTest
  @FieldSource("TYPES")
  void shouldOrderTheValuesOfEachTypeTotally(PrimitiveType type) {
    RandomValues values = new RandomValues("ValueOrderTest." + type);
    List<Object> some = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      some.add(values.value(type));
    }
    for (Object a : some) {
      assertThat(ValueOrder.compare(type, a, a)).isZero();
      for (Object b : some) {
        int order = Integer.signum(ValueOrder.compare(type, a, b));
        assertThat(order).isEqualTo(-Integer.signum(ValueOrder.compare(type, b, a)));
        for (Object c : some) {
          if (order <= 0 && ValueOrder.compare(type, b, c) <= 0) {
            assertThat(ValueOrder.compare(type, a, c)).isNotPositive();
          }
        }
      }
    }
  }

  @Test
  void shouldOrderFloatingPointFromNegativeInfinityToNaN() {
    List<Object> ordered =
        List.of(
            Double.NEGATIVE_INFINITY, -1.0, -0.0, 0.0, 1.0, Double.POSITIVE_INFINITY, Double.NaN);

    List<Object> shuffled = new ArrayList<>(ordered);
    Collections.reverse(shuffled);
    shuffled.sort(ValueOrder.comparator(PrimitiveType.DOUBLE));

    assertThat(shuffled).isEqualTo(ordered);
  }

  @Test
  void shouldOrderBytesUnsignedAndPrefixesFirst() {
    assertThat(compareBytes(new byte[] {0x7f}, new byte[] {(byte) 0x80})).isNegative();
    assertThat(compareBytes(new byte[] {}, new byte[] {0})).isNegative();
    assertThat(compareBytes(new byte[] {1, 2}, new byte[] {1, 2})).isZero();
  }

  private static int compareBytes(byte[] left, byte[] right) {
    return ValueOrder.compare(PrimitiveType.BYTE_ARRAY, left, right);
  }
}
