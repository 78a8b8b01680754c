package sleeper.parquet.write;

/** Numbers of 4 or 8 bytes as they are (PLAIN), or all first bytes before all second bytes. */
final class FixedWidth {

  private FixedWidth() {}

  static int putPlain(long[] values, int from, int to, int width, byte[] target, int at) {
    return width == Long.BYTES
        ? putLongs(values, from, to, target, at)
        : putInts(values, from, to, target, at);
  }

  private static int putLongs(long[] values, int from, int to, byte[] target, int at) {
    for (int i = from; i < to; i++) {
      LittleEndian.putLong(target, at + (i - from) * Long.BYTES, values[i]);
    }
    return at + (to - from) * Long.BYTES;
  }

  private static int putInts(long[] values, int from, int to, byte[] target, int at) {
    for (int i = from; i < to; i++) {
      LittleEndian.putInt(target, at + (i - from) * Integer.BYTES, (int) values[i]);
    }
    return at + (to - from) * Integer.BYTES;
  }

  /** Parquet's BYTE_STREAM_SPLIT. */
  static int putStreams(long[] values, int from, int to, int width, byte[] target, int at) {
    int count = to - from;
    for (int stream = 0; stream < width; stream++) {
      putStream(values, from, count, stream * Byte.SIZE, target, at + stream * count);
    }
    return at + count * width;
  }

  private static void putStream(
      long[] values, int from, int count, int shift, byte[] target, int at) {
    for (int i = 0; i < count; i++) {
      target[at + i] = (byte) (values[from + i] >>> shift);
    }
  }

  /** Booleans of one byte each as bits, lowest first. */
  static int putBits(byte[] values, int from, int to, byte[] target, int at) {
    int end = at;
    int i = from;
    for (; i + 8 <= to; i += 8) {
      long flags = LittleEndian.longAt(values, i);
      target[end++] = (byte) ((flags * 0x0102040810204080L) >>> 56);
    }
    if (i < to) {
      int bits = 0;
      for (int bit = 0; i < to; i++, bit++) {
        bits |= values[i] << bit;
      }
      target[end++] = (byte) bits;
    }
    return end;
  }
}
