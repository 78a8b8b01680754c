package sleeper.parquet.read;

import sleeper.parquet.block.BytesColumn;
import sleeper.parquet.block.Column;

/** PLAIN values of one length. */
final class PlainFixed implements ValueDecoder {

  private final int length;
  private byte[] data = new byte[0];
  private int position;
  private int end;

  PlainFixed(int length) {
    this.length = length;
  }

  @Override
  public void start(byte[] source, int from, int to, int most) {
    data = source;
    position = from;
    end = to;
  }

  @Override
  public void read(Column target, int count) {
    long needed = (long) count * length;
    ValueDecoder.require(needed, end - position);
    BytesColumn bytes = (BytesColumn) target;
    appendFixed(bytes, count, length);
    System.arraycopy(data, position, bytes.data(), bytes.dataLength() - (int) needed, (int) needed);
    position += (int) needed;
  }

  @Override
  public void skip(int count) {
    ValueDecoder.require((long) count * length, end - position);
    position += count * length;
  }

  @Override
  public int fitting(int count, long bytes) {
    return length == 0 ? count : (int) Math.min(count, Math.max(0, bytes) / length);
  }

  /** Adds values of one length; their bytes are the caller's to fill. */
  static void appendFixed(BytesColumn bytes, int count, int length) {
    int size = bytes.size();
    bytes.ensureCapacity(size + count);
    bytes.ensureDataCapacity(Math.addExact(bytes.dataLength(), Math.multiplyExact(count, length)));
    int[] offsets = bytes.offsets();
    int to = offsets[size];
    for (int i = size; i < size + count; i++) {
      to += length;
      offsets[i + 1] = to;
    }
    bytes.setSize(size + count);
  }
}
