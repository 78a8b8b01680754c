package sleeper.query.filter;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import sleeper.parquet.block.Columns;

/** Values of rows in the shape in which columns and files hold them. */
final class StoredValues {

  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private StoredValues() {}

  /** Nanoseconds since 1970; the instant is one that fits. */
  static long nanoseconds(Instant instant) {
    long seconds = instant.getEpochSecond();
    if (seconds < 0) {
      // One second further, so that the product alone cannot leave the range of a long.
      return (seconds + 1) * NANOS_PER_SECOND + (instant.getNano() - NANOS_PER_SECOND);
    }
    return seconds * NANOS_PER_SECOND + instant.getNano();
  }

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
