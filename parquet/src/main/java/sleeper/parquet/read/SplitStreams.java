package sleeper.parquet.read;

import sleeper.parquet.block.BytesColumn;
import sleeper.parquet.block.Column;
import sleeper.parquet.block.IntColumn;
import sleeper.parquet.block.LongColumn;

/** BYTE_STREAM_SPLIT values: the first bytes of all values, then the second bytes, and so on. */
final class SplitStreams implements ValueDecoder {

  private final int width;
  private byte[] data = new byte[0];
  private int position;
  private int stride;
  private int next;

  SplitStreams(int width) {
    this.width = width;
  }

  @Override
  public void start(byte[] source, int from, int to, int most) {
    data = source;
    position = from;
    if ((to - from) % width != 0) {
      throw new BadPage("its %d bytes are not values of %d".formatted(to - from, width));
    }
    stride = (to - from) / width;
    next = 0;
  }

  @Override
  public void read(Column target, int count) {
    int first = next;
    skip(count);
    int size = target.size();
    target.ensureCapacity(size + count);
    if (target instanceof LongColumn longs) {
      readLongs(longs.values(), size, first, count);
    } else if (target instanceof IntColumn ints) {
      readInts(ints.values(), size, first, count);
    } else {
      readBytes((BytesColumn) target, first, count);
    }
    target.setSize(size + count);
  }

  @Override
  public void skip(int count) {
    if (count > stride - next) {
      throw new BadPage("it ends before its values do");
    }
    next += count;
  }

  @Override
  public int fitting(int count, long bytes) {
    return (int) Math.min(count, Math.max(0, bytes) / width);
  }

  private void readLongs(long[] target, int offset, int first, int count) {
    for (int i = 0; i < count; i++) {
      target[offset + i] = 0;
    }
    for (int stream = 0; stream < Long.BYTES; stream++) {
      int from = position + stream * stride + first;
      int shift = stream * Byte.SIZE;
      for (int i = 0; i < count; i++) {
        target[offset + i] |= (data[from + i] & 0xFFL) << shift;
      }
    }
  }

  private void readInts(int[] target, int offset, int first, int count) {
    for (int i = 0; i < count; i++) {
      int at = position + first + i;
      target[offset + i] =
          (data[at] & 0xFF)
              | ((data[at + stride] & 0xFF) << 8)
              | ((data[at + 2 * stride] & 0xFF) << 16)
              | ((data[at + 3 * stride] & 0xFF) << 24);
    }
  }

  private void readBytes(BytesColumn target, int first, int count) {
    int to = target.dataLength();
    PlainFixed.appendFixed(target, count, width);
    byte[] bytes = target.data();
    for (int i = 0; i < count; i++) {
      for (int stream = 0; stream < width; stream++) {
        bytes[to++] = data[position + stream * stride + first + i];
      }
    }
  }
}
