package sleeper.parquet.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sleeper.core.schema.PrimitiveType;
import sleeper.parquet.block.BytesColumn;
import sleeper.parquet.block.LongColumn;

/** Decimals of up to 38 digits against the same with BigInteger. */
class WideDecimalsTest {

  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);

  @ParameterizedTest
  @ValueSource(ints = {19, 20, 30, 37, 38})
  void shouldWidenBytesOfAnyLength(int precision) {
    PrimitiveType type = PrimitiveType.decimal(precision, 3);
    BigInteger limit = BigInteger.TEN.pow(precision);
    List<BigInteger> values = new ArrayList<>();
    values.add(limit.subtract(BigInteger.ONE));
    values.add(limit.subtract(BigInteger.ONE).negate());
    for (int bits = 0; bits < limit.bitLength(); bits++) {
      BigInteger value = new BigInteger(bits, random);
      values.addAll(List.of(value, value.negate(), BigInteger.ONE.shiftLeft(bits).negate()));
    }
    List<byte[]> encoded =
        values.stream().map(value -> extended(value, random.nextInt(3))).toList();
    BytesColumn target = new BytesColumn(type, 0, 0);

    new WideDecimals(type).apply(column(encoded), 0, values.size(), target);

    for (int i = 0; i < values.size(); i++) {
      assertThat(new BigInteger(target.data(), target.offsets()[i], 16))
          .as("seed %d", seed)
          .isEqualTo(values.get(i));
      assertThat(target.offsets()[i + 1]).isEqualTo(16 * (i + 1));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {19, 30, 38})
  void shouldRefuseValuesOfMoreDigits(int precision) {
    PrimitiveType type = PrimitiveType.decimal(precision, 0);
    BigInteger limit = BigInteger.TEN.pow(precision);
    List<BigInteger> values =
        List.of(
            limit,
            limit.negate(),
            BigInteger.ONE.shiftLeft(127).negate(),
            BigInteger.ONE.shiftLeft(128),
            BigInteger.ONE.shiftLeft(200).negate());

    for (BigInteger value : values) {
      BytesColumn source = column(List.of(extended(value, 0)));
      BytesColumn target = new BytesColumn(type, 1, 16);
      assertThatThrownBy(() -> new WideDecimals(type).apply(source, 0, 1, target))
          .isInstanceOf(BadValue.class)
          .hasMessageContaining(value.toString());
    }
  }

  @Test
  void shouldTakeNoBytesForZeroAndLeaveNullsEmpty() {
    PrimitiveType type = PrimitiveType.decimal(20, 0);
    BytesColumn source = column(List.of(new byte[0], new byte[0], new byte[] {5}));
    source.setNulls(new byte[] {0, 1, 0});
    BytesColumn target = new BytesColumn(type, 0, 0);

    new WideDecimals(type).apply(source, 0, 3, target);

    assertThat(Arrays.copyOf(target.offsets(), 4)).containsExactly(0, 16, 16, 32);
    assertThat(new BigInteger(target.data(), 0, 16)).isZero();
    assertThat(new BigInteger(target.data(), 16, 16)).isEqualTo(5);
  }

  @Test
  void shouldWidenNumbers() {
    PrimitiveType type = PrimitiveType.decimal(19, 0);
    LongColumn source = new LongColumn(PrimitiveType.LONG, 3);
    source.values()[0] = Long.MIN_VALUE;
    source.values()[1] = -1;
    source.values()[2] = Long.MAX_VALUE;
    source.setSize(3);
    BytesColumn target = new BytesColumn(type, 0, 0);

    new WideDecimals(type).apply(source, 0, 3, target);

    for (int i = 0; i < 3; i++) {
      assertThat(new BigInteger(target.data(), 16 * i, 16)).isEqualTo(source.values()[i]);
    }
  }

  private static byte[] extended(BigInteger value, int more) {
    byte[] bytes = value.toByteArray();
    byte[] longer = new byte[bytes.length + more];
    Arrays.fill(longer, 0, more, (byte) (value.signum() < 0 ? -1 : 0));
    System.arraycopy(bytes, 0, longer, more, bytes.length);
    return longer;
  }

  private static BytesColumn column(List<byte[]> values) {
    int total = values.stream().mapToInt(value -> value.length).sum();
    BytesColumn column = new BytesColumn(PrimitiveType.BYTE_ARRAY, values.size(), total);
    int at = 0;
    for (int i = 0; i < values.size(); i++) {
      System.arraycopy(values.get(i), 0, column.data(), at, values.get(i).length);
      at += values.get(i).length;
      column.offsets()[i + 1] = at;
    }
    column.setSize(values.size());
    return column;
  }
}
