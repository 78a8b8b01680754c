package sleeper.parquet.read;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Reads numbers from byte arrays in the byte order of Parquet. */
final class LittleEndian {

  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private LittleEndian() {}

  static int intAt(byte[] data, int index) {
    return (int) INTS.get(data, index);
  }

  static long longAt(byte[] data, int index) {
    return (long) LONGS.get(data, index);
  }

  static void putLong(byte[] data, int index, long value) {
    LONGS.set(data, index, value);
  }
}
