package sleeper.parquet.read;

import sleeper.parquet.block.ByteColumn;
import sleeper.parquet.block.Column;

/** Booleans as run lengths with their size in front. */
final class RunLengthBooleans implements ValueDecoder {

  private final RunLengthReader runs = new RunLengthReader();
  private int[] scratch = new int[0];

  @Override
  public void start(byte[] source, int from, int to, int most) {
    ValueDecoder.require(Integer.BYTES, to - from);
    int bytes = LittleEndian.intAt(source, from);
    if (bytes < 0 || bytes > to - from - Integer.BYTES) {
      throw new BadPage("its booleans are longer than the page");
    }
    runs.start(source, from + Integer.BYTES, from + Integer.BYTES + bytes, 1);
  }

  @Override
  public void read(Column target, int count) {
    decode(count);
    ByteColumn flags = (ByteColumn) target;
    int size = flags.size();
    flags.ensureCapacity(size + count);
    byte[] values = flags.values();
    for (int i = 0; i < count; i++) {
      values[size + i] = (byte) scratch[i];
    }
    flags.setSize(size + count);
  }

  @Override
  public void skip(int count) {
    decode(count);
  }

  private void decode(int count) {
    if (scratch.length < count) {
      scratch = new int[count];
    }
    runs.read(scratch, 0, count);
  }
}
