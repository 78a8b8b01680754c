package sleeper.parquet.read;

/** Lengths that stand in front of the bytes of a page, all of them at once. */
final class DeltaLengths {

  private static final int AT_ONCE = 1024;

  private final DeltaReader deltas = new DeltaReader();
  private final long[] scratch = new long[AT_ONCE];
  private final MemoryBudget budget;
  private final String column;
  private int[] lengths = new int[0];
  private int count;
  private long total;

  DeltaLengths(MemoryBudget budget, String column) {
    this.budget = budget;
    this.column = column;
  }

  /**
   * Reads all lengths.
   *
   * @param most there are at most so many
   * @return where they end
   */
  int start(byte[] data, int position, int end, int most) {
    deltas.start(data, position, end);
    if (deltas.left() > most) {
      throw new BadPage("it has %d lengths for %d values".formatted(deltas.left(), most));
    }
    count = (int) deltas.left();
    if (lengths.length < count) {
      budget.reserve((long) Integer.BYTES * (count - lengths.length), column);
      lengths = new int[count];
    }
    total = 0;
    for (int done = 0; done < count; done += AT_ONCE) {
      int part = Math.min(AT_ONCE, count - done);
      deltas.read(scratch, 0, part);
      for (int i = 0; i < part; i++) {
        if (scratch[i] < 0 || scratch[i] > Integer.MAX_VALUE) {
          throw new BadPage("it has a value of " + scratch[i] + " bytes");
        }
        lengths[done + i] = (int) scratch[i];
        total += scratch[i];
      }
    }
    return deltas.position();
  }

  /** How many there are. */
  int count() {
    return count;
  }

  /** All lengths together. */
  long total() {
    return total;
  }

  /** The lengths; only {@link #count} of them are this page's. */
  int[] values() {
    return lengths;
  }
}
