package sleeper.parquet.block;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LongDecimalsTest {

  @Test
  void shouldFillAllBytesWithTheSign() {
    BigInteger most = BigInteger.TEN.pow(38).subtract(BigInteger.ONE);
    for (BigInteger value :
        List.of(BigInteger.ZERO, BigInteger.ONE, BigInteger.ONE.negate(), most, most.negate())) {
      byte[] target = new byte[20];
      Arrays.fill(target, (byte) 7);

      LongDecimals.put(value, target, 2);

      assertThat(new BigInteger(target, 2, Columns.LONG_DECIMAL_BYTES)).isEqualTo(value);
      assertThat(target).startsWith(7, 7).endsWith(7, 7);
      assertThat(new BigInteger(LongDecimals.bytesOf(value))).isEqualTo(value);
      assertThat(LongDecimals.bytesOf(value)).hasSize(Columns.LONG_DECIMAL_BYTES);
    }
  }
}
