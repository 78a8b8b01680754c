package sleeper.parquet.read;

import sleeper.parquet.block.ByteColumn;
import sleeper.parquet.block.BytesColumn;
import sleeper.parquet.block.Column;
import sleeper.parquet.block.DictionaryColumn;
import sleeper.parquet.block.IntColumn;
import sleeper.parquet.block.LongColumn;

/** Makes room for nulls between values that were decoded one after another. */
final class Spread {

  private Spread() {}

  /**
   * Moves values apart, in place, from the last to the first.
   *
   * @param start where the values begin in the column
   * @param present how many values were decoded there
   * @param count how many rows they have to spread over
   * @param levels 1 for each row with a value, 0 for a null
   */
  static void overNulls(Column column, int start, int present, int count, int[] levels) {
    if (column instanceof LongColumn longs) {
      spread(longs.values(), start, present, count, levels);
    } else if (column instanceof IntColumn ints) {
      spread(ints.values(), start, present, count, levels);
    } else if (column instanceof ByteColumn flags) {
      spread(flags.values(), start, present, count, levels);
    } else if (column instanceof DictionaryColumn ids) {
      spread(ids.ids(), start, present, count, levels);
    } else if (column instanceof BytesColumn bytes) {
      spreadOffsets(bytes.offsets(), start, present, count, levels);
    } else {
      throw new IllegalStateException("A column of values is expected, not of " + column.type());
    }
  }

  private static void spread(long[] values, int start, int present, int count, int[] levels) {
    int from = start + present;
    for (int i = count - 1; i >= 0; i--) {
      values[start + i] = levels[i] == 0 ? 0 : values[--from];
    }
  }

  private static void spread(int[] values, int start, int present, int count, int[] levels) {
    int from = start + present;
    for (int i = count - 1; i >= 0; i--) {
      values[start + i] = levels[i] == 0 ? 0 : values[--from];
    }
  }

  private static void spread(byte[] values, int start, int present, int count, int[] levels) {
    int from = start + present;
    for (int i = count - 1; i >= 0; i--) {
      values[start + i] = levels[i] == 0 ? 0 : values[--from];
    }
  }

  private static void spreadOffsets(
      int[] offsets, int start, int present, int count, int[] levels) {
    int from = start + present;
    for (int i = count; i > 0; i--) {
      offsets[start + i] = offsets[from];
      from -= levels[i - 1];
    }
  }
}
