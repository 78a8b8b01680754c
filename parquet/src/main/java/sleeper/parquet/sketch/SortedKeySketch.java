package sleeper.parquet.sketch;

import java.util.Arrays;
import sleeper.parquet.block.Column;

/**
 * The sketch of values that arrive in order: what the sketch's algorithm would keep is known
 * beforehand.
 *
 * <p>The first rows fill the highest level, the last ones the base buffer; a level keeps every
 * 2^(i+1)th of its rows, the middle one.
 */
final class SortedKeySketch extends KeySketch {

  private static final int BASE = -1;

  private final int[] kept;
  private int level;
  private int count;
  private long levelStart;
  private long next;

  SortedKeySketch(long rows, KeyItems items) {
    super(rows, items);
    level = Long.SIZE - Long.numberOfLeadingZeros(rows / (2 * QuantileLevels.K)) - 1;
    kept = new int[2 * QuantileLevels.K];
    startLevel();
  }

  private void startLevel() {
    count = 0;
    next = levelStart + (level == BASE ? 0 : 1L << level);
  }

  @Override
  void sample(Column column, long firstRow) {
    items().widenBounds(column, 0, 1);
    items().widenBounds(column, column.size() - 1, column.size());
    long end = firstRow + column.size();
    while (next < end) {
      kept[count++] = items().add(column, (int) (next - firstRow));
      if (level != BASE && count == QuantileLevels.K) {
        endLevel();
      } else {
        next += level == BASE ? 1 : 2L << level;
      }
    }
    if (level == BASE) {
      levels().setBase(kept, count);
    }
  }

  private void endLevel() {
    levels().setLevel(level, Arrays.copyOf(kept, QuantileLevels.K));
    levelStart += (2L * QuantileLevels.K) << level;
    long bits = (rows() / (2 * QuantileLevels.K)) & ((1L << level) - 1);
    level = Long.SIZE - Long.numberOfLeadingZeros(bits) - 1;
    startLevel();
  }
}
