package sleeper.parquet.read;

import sleeper.parquet.block.BytesColumn;
import sleeper.parquet.block.Column;

/** DELTA_LENGTH_BYTE_ARRAY values: all lengths, then all bytes. */
final class DeltaLengthBytes implements ValueDecoder {

  private final DeltaLengths lengths;
  private byte[] data = new byte[0];
  private int position;
  private int end;
  private int next;

  DeltaLengthBytes(MemoryBudget budget, String column) {
    lengths = new DeltaLengths(budget, column);
  }

  @Override
  public void start(byte[] source, int from, int to, int most) {
    data = source;
    position = lengths.start(source, from, to, most);
    end = to;
    next = 0;
    ValueDecoder.require(lengths.total(), end - position);
  }

  @Override
  public void read(Column target, int count) {
    int total = bytesOf(count);
    BytesColumn bytes = (BytesColumn) target;
    int size = bytes.size();
    bytes.ensureCapacity(size + count);
    bytes.ensureDataCapacity(Math.addExact(bytes.dataLength(), total));
    int[] offsets = bytes.offsets();
    int to = offsets[size];
    System.arraycopy(data, position, bytes.data(), to, total);
    for (int i = 0; i < count; i++) {
      to += lengths.values()[next + i];
      offsets[size + i + 1] = to;
    }
    bytes.setSize(size + count);
    next += count;
    position += total;
  }

  @Override
  public void skip(int count) {
    position += bytesOf(count);
    next += count;
  }

  @Override
  public int fitting(int count, long bytes) {
    long left = bytes;
    for (int i = 0; i < Math.min(count, lengths.count() - next); i++) {
      left -= lengths.values()[next + i];
      if (left < 0) {
        return i;
      }
    }
    return count;
  }

  private int bytesOf(int count) {
    if (count > lengths.count() - next) {
      throw new BadPage("it ends before its values do");
    }
    int total = 0;
    for (int i = 0; i < count; i++) {
      total += lengths.values()[next + i];
    }
    return total;
  }
}
