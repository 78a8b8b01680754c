package sleeper.parquet.read;

import sleeper.parquet.block.BytesColumn;
import sleeper.parquet.block.Column;

/** PLAIN values of any length, each with its length in front. */
final class PlainBytes implements ValueDecoder {

  private byte[] data = new byte[0];
  private int position;
  private int end;

  @Override
  public void start(byte[] source, int from, int to, int most) {
    data = source;
    position = from;
    end = to;
  }

  @Override
  public void read(Column target, int count) {
    BytesColumn bytes = (BytesColumn) target;
    int size = bytes.size();
    bytes.ensureCapacity(size + count);
    int most = bytesOfNext(count);
    if (most > bytes.data().length - BytesColumn.PADDING - bytes.dataLength()) {
      // The rest of the page may be much more than these values.
      most = exactBytesOfNext(count);
    }
    bytes.ensureDataCapacity(Math.addExact(bytes.dataLength(), most));
    position = copy(data, position, end, bytes.data(), bytes.offsets(), size, count);
    bytes.setSize(size + count);
  }

  @Override
  public void skip(int count) {
    for (int i = 0; i < count; i++) {
      position += Integer.BYTES + lengthAt(data, position, end);
    }
  }

  @Override
  public int fitting(int count, long bytes) {
    if (end - position <= bytes) {
      return count;
    }
    int at = position;
    long left = bytes;
    for (int i = 0; i < count; i++) {
      if (end - at < Integer.BYTES) {
        return count;
      }
      int length = lengthAt(data, at, end);
      left -= length;
      at += Integer.BYTES + length;
      if (left < 0) {
        return i;
      }
    }
    return count;
  }

  /** The length of the value at a place, checked. */
  static int lengthAt(byte[] source, int at, int end) {
    if (end - at >= Integer.BYTES) {
      int length = LittleEndian.intAt(source, at);
      if (length >= 0 && length <= end - at - Integer.BYTES) {
        return length;
      }
    }
    throw new BadPage("it ends inside of a value");
  }

  private int bytesOfNext(int count) {
    long lengths = (long) count * Integer.BYTES;
    ValueDecoder.require(lengths, end - position);
    return (int) (end - position - lengths);
  }

  private int exactBytesOfNext(int count) {
    int at = position;
    for (int i = 0; i < count; i++) {
      at += Integer.BYTES + lengthAt(data, at, end);
    }
    return at - position - count * Integer.BYTES;
  }

  /** Copies whole words, which the padding of both arrays has room for. */
  private static int copy(
      byte[] source, int from, int end, byte[] target, int[] offsets, int size, int count) {
    int at = from;
    int to = offsets[size];
    for (int i = size; i < size + count; i++) {
      int length = lengthAt(source, at, end);
      at += Integer.BYTES;
      copyValue(source, at, target, to, length);
      at += length;
      to += length;
      offsets[i + 1] = to;
    }
    return at;
  }

  /** Copies a value by words of eight bytes if it is short; may write up to 32 bytes. */
  static void copyValue(byte[] source, int at, byte[] target, int to, int length) {
    if (length <= BytesColumn.PADDING) {
      for (int done = 0; done < length; done += Long.BYTES) {
        LittleEndian.putLong(target, to + done, LittleEndian.longAt(source, at + done));
      }
    } else {
      System.arraycopy(source, at, target, to, length);
    }
  }
}
