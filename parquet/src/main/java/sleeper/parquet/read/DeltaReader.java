package sleeper.parquet.read;

/**
 * Reads numbers in the layout of DELTA_BINARY_PACKED: the first number, then blocks of differences,
 * each with its smallest difference and, for each of its miniblocks, a bit width.
 */
final class DeltaReader {

  private static final int MOST_BLOCK_VALUES = 1 << 20;

  private byte[] data = new byte[0];
  private int position;
  private int end;
  private int miniblocks;
  private int miniblockValues;
  private long left;
  private long last;
  private boolean atFirst;
  private long smallest;
  private int widths;
  private int miniblock;
  private int inMiniblock;
  private int width;

  /** Starts on numbers that begin at a place. */
  void start(byte[] source, int from, int to) {
    data = source;
    position = from;
    end = to;
    if (from == to) {
      left = 0;
      return;
    }
    long blockValues = varint();
    long count = varint();
    left = varint();
    last = zigzag();
    if (blockValues < 1
        || blockValues > MOST_BLOCK_VALUES
        || count < 1
        || blockValues % count != 0
        || blockValues / count % Byte.SIZE != 0
        || left < 0) {
      throw new BadPage(
          "its deltas have blocks of %d numbers in %d miniblocks".formatted(blockValues, count));
    }
    miniblocks = (int) count;
    miniblockValues = (int) (blockValues / count);
    miniblock = miniblocks;
    inMiniblock = 0;
    atFirst = true;
  }

  /** How many numbers are left. */
  long left() {
    return left;
  }

  /** Where the numbers end, once all have been read. */
  int position() {
    return position;
  }

  /** Reads the next numbers. */
  void read(long[] target, int offset, int count) {
    if (count > left) {
      throw new BadPage("it ends before its values do");
    }
    left -= count;
    int done = 0;
    if (atFirst && count > 0) {
      target[offset] = last;
      atFirst = false;
      done = 1;
    }
    while (done < count) {
      if (inMiniblock == 0) {
        nextMiniblock();
      }
      int part = Math.min(inMiniblock, count - done);
      decode(target, offset + done, part);
      inMiniblock -= part;
      done += part;
      if (inMiniblock == 0) {
        position += width * (miniblockValues / Byte.SIZE);
      }
    }
    if (left == 0 && inMiniblock > 0) {
      // The last miniblock is padded to its full length, unless the page ends there.
      position = Math.min(end, position + width * (miniblockValues / Byte.SIZE));
      inMiniblock = 0;
    }
  }

  private void decode(long[] target, int offset, int count) {
    long value = last;
    long least = smallest;
    int bits = width;
    if (bits == 0) {
      for (int i = offset; i < offset + count; i++) {
        value += least;
        target[i] = value;
      }
      last = value;
      return;
    }
    long mask = -1L >>> (Long.SIZE - bits);
    long bit = 8L * position + (long) (miniblockValues - inMiniblock) * bits;
    if (bit + (long) count * bits > 8L * end) {
      throw new BadPage("it ends before its values do");
    }
    for (int i = offset; i < offset + count; i++) {
      int at = (int) (bit >>> 3);
      int shift = (int) (bit & 7);
      long packed = LittleEndian.longAt(data, at) >>> shift;
      if (shift + bits > Long.SIZE) {
        packed |= (long) data[at + Long.BYTES] << (Long.SIZE - shift);
      }
      value += least + (packed & mask);
      target[i] = value;
      bit += bits;
    }
    last = value;
  }

  private void nextMiniblock() {
    if (miniblock == miniblocks) {
      smallest = zigzag();
      widths = position;
      position += miniblocks;
      if (position > end) {
        throw new BadPage("it ends before its values do");
      }
      miniblock = 0;
    }
    width = data[widths + miniblock] & 0xFF;
    if (width > Long.SIZE) {
      throw new BadPage("its deltas have " + width + " bits");
    }
    miniblock++;
    inMiniblock = miniblockValues;
  }

  private long zigzag() {
    long value = varint();
    return (value >>> 1) ^ -(value & 1);
  }

  private long varint() {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      if (position >= end) {
        break;
      }
      byte next = data[position++];
      value |= (long) (next & 0x7F) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new BadPage("its deltas have a broken number");
  }
}
