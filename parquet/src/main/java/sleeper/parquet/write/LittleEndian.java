package sleeper.parquet.write;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Words in byte arrays, and the variable-length numbers of Parquet's encodings. */
final class LittleEndian {

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle BIG_ENDIAN_LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private LittleEndian() {}

  static void putInt(byte[] target, int at, int value) {
    INT.set(target, at, value);
  }

  static void putLong(byte[] target, int at, long value) {
    LONG.set(target, at, value);
  }

  static long longAt(byte[] source, int at) {
    return (long) LONG.get(source, at);
  }

  static long bigEndianLongAt(byte[] source, int at) {
    return (long) BIG_ENDIAN_LONG.get(source, at);
  }

  /** Puts an unsigned LEB128 number of up to 10 bytes; returns where it ends. */
  static int putUnsigned(byte[] target, int at, long value) {
    int end = at;
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      target[end++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    target[end++] = (byte) rest;
    return end;
  }

  /** Puts a signed number, zigzag, of up to 10 bytes; returns where it ends. */
  static int putZigZag(byte[] target, int at, long value) {
    return putUnsigned(target, at, (value << 1) ^ (value >> 63));
  }
}
