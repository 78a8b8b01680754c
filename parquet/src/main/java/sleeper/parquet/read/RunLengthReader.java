package sleeper.parquet.read;

import java.util.Arrays;

/**
 * Reads small numbers in Parquet's hybrid of run lengths and bit packing: levels, dictionary ids,
 * booleans.
 *
 * <p>The array must have {@link sleeper.parquet.block.BytesColumn#PADDING} bytes after its end.
 */
final class RunLengthReader {

  private byte[] data = new byte[0];
  private int position;
  private int end;
  private int width;
  private int mask;
  private int runLeft;
  private boolean packed;
  private int runValue;
  private long bitPosition;

  /** Starts to read numbers of some bits each. */
  void start(byte[] source, int from, int to, int bitWidth) {
    if (bitWidth < 0 || bitWidth > Integer.SIZE) {
      throw new BadPage("numbers of " + bitWidth + " bits");
    }
    data = source;
    position = from;
    end = to;
    width = bitWidth;
    mask = bitWidth == Integer.SIZE ? -1 : (1 << bitWidth) - 1;
    runLeft = 0;
  }

  /** Passes over {@code count} numbers if they all are {@code value} and that is quick to see. */
  boolean skipRun(int value, int count) {
    if (runLeft == 0) {
      nextRun();
    }
    if (packed || runValue != value || runLeft < count) {
      return false;
    }
    runLeft -= count;
    return true;
  }

  /** Reads the next numbers. */
  void read(int[] target, int offset, int count) {
    int done = 0;
    while (done < count) {
      if (runLeft == 0) {
        nextRun();
      }
      int part = Math.min(runLeft, count - done);
      if (packed) {
        unpack(target, offset + done, part);
      } else {
        Arrays.fill(target, offset + done, offset + done + part, runValue);
      }
      runLeft -= part;
      done += part;
    }
  }

  private void unpack(int[] target, int offset, int count) {
    byte[] source = data;
    long bit = bitPosition;
    int step = width;
    int bits = mask;
    for (int i = offset; i < offset + count; i++) {
      target[i] = (int) (LittleEndian.longAt(source, (int) (bit >>> 3)) >>> (bit & 7)) & bits;
      bit += step;
    }
    bitPosition = bit;
  }

  private void nextRun() {
    if (position >= end) {
      if (width != 0) {
        throw new BadPage("its levels or dictionary ids end too early");
      }
      packed = false;
      runValue = 0;
      runLeft = Integer.MAX_VALUE;
      return;
    }
    int header = varint();
    packed = (header & 1) != 0;
    if (packed) {
      startPacked(header >>> 1);
    } else {
      startRepeated(header >>> 1);
    }
  }

  private void startPacked(int groups) {
    long bytes = (long) groups * width;
    bitPosition = (long) Byte.SIZE * position;
    long available = (long) end - position;
    long count = 8L * groups;
    if (bytes > available) {
      count = available * 8 / width;
      bytes = available;
    }
    if (count == 0 || count > Integer.MAX_VALUE) {
      throw new BadPage("its levels or dictionary ids have a run of " + count);
    }
    runLeft = (int) count;
    position += (int) bytes;
  }

  private void startRepeated(int count) {
    int bytes = (width + 7) >>> 3;
    if (count == 0 || bytes > end - position) {
      throw new BadPage("its levels or dictionary ids have a broken run");
    }
    int value = 0;
    for (int i = 0; i < bytes; i++) {
      value |= (data[position + i] & 0xFF) << (8 * i);
    }
    if ((value & ~mask) != 0) {
      throw new BadPage("its levels or dictionary ids have a value of too many bits");
    }
    position += bytes;
    runValue = value;
    runLeft = count;
  }

  private int varint() {
    int value = 0;
    for (int shift = 0; shift < Integer.SIZE; shift += 7) {
      if (position >= end) {
        break;
      }
      byte next = data[position++];
      value |= (next & 0x7F) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new BadPage("its levels or dictionary ids have a broken run length");
  }
}
