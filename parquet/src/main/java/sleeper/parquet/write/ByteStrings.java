package sleeper.parquet.write;

import java.util.Arrays;
import sleeper.parquet.block.BytesColumn;

/**
 * Kernels over values of any length in one array: value i is {@code data[offsets[i] ..
 * offsets[i+1])}, with {@link BytesColumn#PADDING} bytes behind the last.
 */
final class ByteStrings {

  private static final int SHORT = 16;

  private ByteStrings() {}

  /** Copies values one after another, each behind its length in 4 bytes. */
  static int putWithLengths(byte[] data, int[] offsets, int from, int to, byte[] target, int at) {
    int end = at;
    for (int i = from; i < to; i++) {
      int start = offsets[i];
      int length = offsets[i + 1] - start;
      LittleEndian.putInt(target, end, length);
      copy(data, start, length, target, end + Integer.BYTES);
      end += Integer.BYTES + length;
    }
    return end;
  }

  /** Copies bytes; may read and write up to 16 bytes from the start, whatever the length. */
  static void copy(byte[] source, int from, int length, byte[] target, int at) {
    if (length <= SHORT) {
      LittleEndian.putLong(target, at, LittleEndian.longAt(source, from));
      LittleEndian.putLong(target, at + 8, LittleEndian.longAt(source, from + 8));
    } else {
      System.arraycopy(source, from, target, at, length);
    }
  }

  /** How many bytes two neighbouring values share at their start. */
  static int sharedPrefix(byte[] data, int first, int second, int end) {
    int shortest = Math.min(second - first, end - second);
    int i = 0;
    while (i + Long.BYTES <= shortest) {
      long difference =
          LittleEndian.longAt(data, first + i) ^ LittleEndian.longAt(data, second + i);
      if (difference != 0) {
        return i + (Long.numberOfTrailingZeros(difference) >>> 3);
      }
      i += Long.BYTES;
    }
    while (i < shortest && data[first + i] == data[second + i]) {
      i++;
    }
    return i;
  }

  /** Whether a value equals the one before it. */
  static boolean equalsPrevious(byte[] data, int[] offsets, int index) {
    int start = offsets[index];
    int length = offsets[index + 1] - start;
    return start - offsets[index - 1] == length
        && sharedPrefix(data, offsets[index - 1], start, start + length) == length;
  }

  /**
   * The first 8 bytes as an unsigned number that orders as they do; zeros where there are fewer.
   */
  static long orderedPrefix(byte[] data, int start, int end) {
    long word = LittleEndian.bigEndianLongAt(data, start);
    int length = end - start;
    return length >= Long.BYTES ? word : length == 0 ? 0 : word & (-1L << (Long.SIZE - 8 * length));
  }

  /** Compares values as unsigned bytes. */
  static int compare(byte[] data, int[] offsets, int left, int right) {
    return Arrays.compareUnsigned(
        data, offsets[left], offsets[left + 1], data, offsets[right], offsets[right + 1]);
  }

  /** A hash of a value. */
  static int hash(byte[] data, int start, int end) {
    long hash = (end - start) * 0x9E3779B97F4A7C15L;
    int i = start;
    for (; i + Long.BYTES <= end; i += Long.BYTES) {
      hash = mix(hash ^ LittleEndian.longAt(data, i));
    }
    if (i < end) {
      hash = mix(hash ^ (LittleEndian.longAt(data, i) << (Long.SIZE - 8 * (end - i))));
    }
    return (int) (hash >>> 32);
  }

  static long mix(long value) {
    long mixed = (value ^ (value >>> 32)) * 0xD6E8FEB86659FD93L;
    return (mixed ^ (mixed >>> 32)) * 0xD6E8FEB86659FD93L;
  }
}
