package sleeper.instance.realdata;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;
import org.assertj.core.data.Percentage;
import org.jspecify.annotations.Nullable;

/** The facts of one column as a query shows it. */
final class ColumnFacts {

  /** Sums of doubles are known to six digits. */
  private static final Percentage SIX_DIGITS = Percentage.withPercentage(0.0005);

  private final Set<Object> distinct = new HashSet<>();
  private long nulls;
  private BigInteger wholeSum = BigInteger.ZERO;
  private double sum;
  private @Nullable Object min;
  private @Nullable Object max;

  void add(@Nullable Object value) {
    if (value == null) {
      nulls++;
      return;
    }
    if (value instanceof byte[]) {
      return;
    }
    distinct.add(value);
    if (min == null || compare(value, min) < 0) {
      min = value;
    }
    if (max == null || compare(value, max) > 0) {
      max = value;
    }
    if (value instanceof Number number) {
      sum += number.doubleValue();
      wholeSum = wholeSum.add(BigInteger.valueOf(number.longValue()));
    }
  }

  void assertAre(PublishedFacts.Column published) {
    assertThat(nulls).as("nulls").isEqualTo(published.nulls());
    if (!published.distinct().isEmpty()) {
      assertThat(distinct).as("distinct").hasSize(Integer.parseInt(published.distinct()));
    }
    if (!published.min().isEmpty()) {
      assertIs("min", min, published.min());
      assertIs("max", max, published.max());
    }
    if (published.sum().isEmpty()) {
      return;
    }
    BigDecimal expected = new BigDecimal(published.sum());
    if (min instanceof Double || min instanceof Float) {
      assertThat(sum).as("sum").isCloseTo(expected.doubleValue(), SIX_DIGITS);
    } else {
      assertThat(wholeSum).as("sum").isEqualTo(expected.toBigIntegerExact());
    }
  }

  private static void assertIs(String what, @Nullable Object actual, String published) {
    if (actual instanceof String text) {
      // Long texts were cut.
      assertThat(text).as(what).startsWith(published);
    } else if (actual instanceof Instant time) {
      assertThat(time).as(what).isEqualTo(published.replace(' ', 'T').replace("+00", "Z"));
    } else if (actual instanceof LocalDate date) {
      assertThat(date).as(what).isEqualTo(published);
    } else if (actual instanceof Float number) {
      assertThat(number).as(what).isEqualTo(Float.parseFloat(published));
    } else if (actual instanceof Double number) {
      assertThat(number).as(what).isEqualTo(Double.parseDouble(published));
    } else {
      assertThat(String.valueOf(actual)).as(what).isEqualTo(published);
    }
  }

  @SuppressWarnings("unchecked")
  static int compare(Object a, Object b) {
    if (a instanceof String left && b instanceof String right) {
      return Arrays.compareUnsigned(
          left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
    }
    return ((Comparator<Object>) (Comparator<?>) Comparator.naturalOrder()).compare(a, b);
  }
}
