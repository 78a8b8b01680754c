package sleeper.parquet.read;

import sleeper.parquet.block.Column;
import sleeper.parquet.block.LongColumn;

/** PLAIN values of 64 bits. */
final class PlainLongs implements ValueDecoder {

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
    ValueDecoder.require((long) count * Long.BYTES, end - position);
    LongColumn longs = (LongColumn) target;
    int size = longs.size();
    longs.ensureCapacity(size + count);
    copy(data, position, longs.values(), size, count);
    longs.setSize(size + count);
    position += count * Long.BYTES;
  }

  @Override
  public void skip(int count) {
    ValueDecoder.require((long) count * Long.BYTES, end - position);
    position += count * Long.BYTES;
  }

  private static void copy(byte[] source, int from, long[] target, int offset, int count) {
    for (int i = 0; i < count; i++) {
      target[offset + i] = LittleEndian.longAt(source, from + i * Long.BYTES);
    }
  }
}
