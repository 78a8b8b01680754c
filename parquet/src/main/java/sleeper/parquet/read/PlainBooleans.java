package sleeper.parquet.read;

import sleeper.parquet.block.ByteColumn;
import sleeper.parquet.block.Column;

/** PLAIN booleans, eight in a byte. */
final class PlainBooleans implements ValueDecoder {

  private byte[] data = new byte[0];
  private long bit;
  private long bitEnd;

  @Override
  public void start(byte[] source, int from, int to, int most) {
    data = source;
    bit = 8L * from;
    bitEnd = 8L * to;
  }

  @Override
  public void read(Column target, int count) {
    require(count);
    ByteColumn flags = (ByteColumn) target;
    int size = flags.size();
    flags.ensureCapacity(size + count);
    unpack(data, bit, flags.values(), size, count);
    flags.setSize(size + count);
    bit += count;
  }

  @Override
  public void skip(int count) {
    require(count);
    bit += count;
  }

  private void require(int count) {
    if (count > bitEnd - bit) {
      throw new BadPage("it ends before its values do");
    }
  }

  private static void unpack(byte[] source, long from, byte[] target, int offset, int count) {
    for (int i = 0; i < count; i++) {
      long at = from + i;
      target[offset + i] = (byte) ((source[(int) (at >>> 3)] >>> (at & 7)) & 1);
    }
  }
}
