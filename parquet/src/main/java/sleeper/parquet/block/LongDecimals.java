package sleeper.parquet.block;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * Unscaled values of decimals that are too long for a long, as columns and files hold them: {@link
 * Columns#LONG_DECIMAL_BYTES} bytes, big-endian two's complement.
 */
public final class LongDecimals {

  private LongDecimals() {}

  /** Writes a value, which must fit, to an array that has room for it. */
  public static void put(BigInteger unscaled, byte[] target, int start) {
    byte[] shortest = unscaled.toByteArray();
    int end = start + Columns.LONG_DECIMAL_BYTES;
    Arrays.fill(target, start, end - shortest.length, (byte) (unscaled.signum() < 0 ? -1 : 0));
    System.arraycopy(shortest, 0, target, end - shortest.length, shortest.length);
  }

  /** A value, which must fit, in an array of its own. */
  public static byte[] bytesOf(BigInteger unscaled) {
    byte[] bytes = new byte[Columns.LONG_DECIMAL_BYTES];
    put(unscaled, bytes, 0);
    return bytes;
  }
}
