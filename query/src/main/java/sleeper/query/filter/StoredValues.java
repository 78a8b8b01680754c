package sleeper.query.filter;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import sleeper.parquet.block.Columns;

/** Values of rows in the shape in which columns and files hold them. */
final class StoredValues {

  private StoredValues() {}

  static byte[] bytes(Object value) {
    return value instanceof byte[] bytes
        ? bytes
        : ((String) value).getBytes(StandardCharsets.UTF_8);
  }

  static long unscaledLong(BigDecimal value) {
    return value.unscaledValue().longValueExact();
  }

  static byte[] unscaledBytes(BigDecimal value) {
    byte[] shortest = value.unscaledValue().toByteArray();
    byte[] padded = new byte[Columns.LONG_DECIMAL_BYTES];
    Arrays.fill(padded, (byte) (value.signum() < 0 ? -1 : 0));
    System.arraycopy(shortest, 0, padded, padded.length - shortest.length, shortest.length);
    return padded;
  }
}
