package sleeper.parquet.read;

import sleeper.parquet.block.Column;
import sleeper.parquet.block.IntColumn;
import sleeper.parquet.block.LongColumn;

/** DELTA_BINARY_PACKED numbers of 32 or 64 bits. */
final class DeltaNumbers implements ValueDecoder {

  private static final int SCRATCH_VALUES = 1024;

  private final DeltaReader deltas = new DeltaReader();
  private final long[] scratch = new long[SCRATCH_VALUES];

  @Override
  public void start(byte[] data, int position, int end, int most) {
    deltas.start(data, position, end);
  }

  @Override
  public void read(Column target, int count) {
    int size = target.size();
    target.ensureCapacity(size + count);
    if (target instanceof LongColumn longs) {
      deltas.read(longs.values(), size, count);
    } else {
      readInts(((IntColumn) target).values(), size, count);
    }
    target.setSize(size + count);
  }

  @Override
  public void skip(int count) {
    for (int left = count; left > 0; left -= SCRATCH_VALUES) {
      deltas.read(scratch, 0, Math.min(left, SCRATCH_VALUES));
    }
  }

  private void readInts(int[] target, int from, int count) {
    for (int done = 0; done < count; done += SCRATCH_VALUES) {
      int part = Math.min(count - done, SCRATCH_VALUES);
      deltas.read(scratch, 0, part);
      for (int i = 0; i < part; i++) {
        target[from + done + i] = (int) scratch[i];
      }
    }
  }
}
