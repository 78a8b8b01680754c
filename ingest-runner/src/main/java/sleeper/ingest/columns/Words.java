package sleeper.ingest.columns;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Eight bytes of an array as one long. */
public final class Words {

  private static final VarHandle BIG_ENDIAN =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle NATIVE =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

  private Words() {}

  /** The eight bytes at a position, the first the most significant: unsigned order is theirs. */
  public static long bigEndian(byte[] data, int position) {
    return (long) BIG_ENDIAN.get(data, position);
  }

  /**
   * Up to eight bytes from a position to an end, as {@link #bigEndian}, with zeros after the end.
   * The array must have eight bytes from any position before the end.
   */
  public static long bigEndian(byte[] data, int position, int end) {
    int length = end - position;
    if (length >= Long.BYTES) {
      return bigEndian(data, position);
    }
    return length <= 0 ? 0 : bigEndian(data, position) & (-1L << (Long.SIZE - Byte.SIZE * length));
  }

  /** Copies eight bytes. */
  static void copy(byte[] source, int from, byte[] target, int to) {
    NATIVE.set(target, to, (long) NATIVE.get(source, from));
  }
}
