package sleeper.parquet.sketch;

import sleeper.parquet.block.Column;

/**
 * The sketch of values in any order, by the sketch's own algorithm on a sample.
 *
 * <p>With many rows, one of every 2^weight neighbours is taken, at a place that changes without
 * pattern, so that a rhythm in the data does no harm; it enters the sketch as if it had already
 * survived that many halvings. At least 32,768 are taken. The last rows, too few to fill a buffer,
 * are taken all.
 */
final class UnsortedKeySketch extends KeySketch {

  private static final long SMALLEST_SAMPLE = 1L << 15;
  private static final int BUFFER = 2 * QuantileLevels.K;
  private static final long ITEM_BYTES_UNTIL_COMPACTION = 1L << 22;

  private final int[] buffer = new int[BUFFER];
  private int count;
  private int weight;
  private long sampledRows;
  private long blockStart;

  UnsortedKeySketch(long rows, KeyItems items) {
    super(rows, items);
    long factor = Math.max(1, rows / SMALLEST_SAMPLE);
    weight = Long.SIZE - Long.numberOfLeadingZeros(factor) - 1;
    sampledRows = rows - rows % ((long) BUFFER << weight);
  }

  @Override
  void sample(Column column, long firstRow) {
    items().widenBounds(column, 0, column.size());
    long end = firstRow + column.size();
    while (blockStart < end) {
      if (blockStart >= sampledRows) {
        weight = 0;
      }
      long row = weight == 0 ? blockStart : blockStart + place(blockStart);
      if (row >= end) {
        return;
      }
      if (row >= firstRow) {
        take(items().add(column, (int) (row - firstRow)));
      }
      blockStart += 1L << weight;
    }
    if (end == rows()) {
      levels().setBase(buffer, count);
    }
  }

  private long place(long block) {
    long mixed = (block ^ 0xD6E8FEB86659FD93L) * 0x9E3779B97F4A7C15L;
    return (mixed ^ (mixed >>> 32)) & ((1L << weight) - 1);
  }

  private void take(int id) {
    buffer[count++] = id;
    if (count == BUFFER) {
      levels().addFull(buffer, weight);
      count = 0;
      if (items().heldBytes() > ITEM_BYTES_UNTIL_COMPACTION) {
        levels().compactItems();
      }
    }
  }
}
