package sleeper.parquet.read;

import sleeper.parquet.block.Column;
import sleeper.parquet.block.IntColumn;

/** PLAIN values of 32 bits. */
final class PlainInts implements ValueDecoder {

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
    ValueDecoder.require((long) count * Integer.BYTES, end - position);
    IntColumn ints = (IntColumn) target;
    int size = ints.size();
    ints.ensureCapacity(size + count);
    copy(data, position, ints.values(), size, count);
    ints.setSize(size + count);
    position += count * Integer.BYTES;
  }

  @Override
  public void skip(int count) {
    ValueDecoder.require((long) count * Integer.BYTES, end - position);
    position += count * Integer.BYTES;
  }

  private static void copy(byte[] source, int from, int[] target, int offset, int count) {
    for (int i = 0; i < count; i++) {
      target[offset + i] = LittleEndian.intAt(source, from + i * Integer.BYTES);
    }
  }
}
