package sleeper.query.filter;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import sleeper.parquet.block.LongDecimals;

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
    return LongDecimals.bytesOf(value.unscaledValue());
  }
}
