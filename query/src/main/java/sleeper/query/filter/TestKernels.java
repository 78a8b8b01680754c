package sleeper.query.filter;

import java.util.Arrays;
import sleeper.parquet.block.Column;
import sleeper.parquet.block.Dictionary;
import sleeper.parquet.block.DictionaryColumn;

/**
 * The loops that compare a column's values with an operand and clear the flags of those that fail.
 */
final class TestKernels {

  private TestKernels() {}

  static void ints(int[] values, int rows, Bounds bounds, byte[] keep) {
    long operand = bounds.whole();
    byte below = bounds.below();
    byte equal = bounds.equal();
    byte above = bounds.above();
    for (int i = 0; i < rows; i++) {
      keep[i] &= values[i] < operand ? below : values[i] == operand ? equal : above;
    }
  }

  static void longs(long[] values, int rows, Bounds bounds, byte[] keep) {
    long operand = bounds.whole();
    byte below = bounds.below();
    byte equal = bounds.equal();
    byte above = bounds.above();
    for (int i = 0; i < rows; i++) {
      keep[i] &= values[i] < operand ? below : values[i] == operand ? equal : above;
    }
  }

  static void bytes(byte[] values, int rows, Bounds bounds, byte[] keep) {
    for (int i = 0; i < rows; i++) {
      keep[i] &= bounds.answer(Long.compare(values[i], bounds.whole()));
    }
  }

  static void floats(int[] bits, int rows, Bounds bounds, byte[] keep) {
    for (int i = 0; i < rows; i++) {
      keep[i] &= bounds.answer(Double.compare(Float.intBitsToFloat(bits[i]), bounds.floating()));
    }
  }

  static void doubles(long[] bits, int rows, Bounds bounds, byte[] keep) {
    for (int i = 0; i < rows; i++) {
      keep[i] &= bounds.answer(Double.compare(Double.longBitsToDouble(bits[i]), bounds.floating()));
    }
  }

  static void slices(byte[] data, int[] offsets, int rows, Bounds bounds, byte[] keep) {
    for (int i = 0; i < rows; i++) {
      keep[i] &= bounds.answer(order(data, offsets[i], offsets[i + 1], bounds));
    }
  }

  /** Compares each distinct value once. */
  static void ids(DictionaryColumn column, Bounds bounds, byte[] keep) {
    Dictionary dictionary = column.dictionary();
    byte[] answers = new byte[dictionary.size()];
    Arrays.fill(answers, (byte) 1);
    slices(dictionary.data(), dictionary.offsets(), dictionary.size(), bounds, answers);
    int[] ids = column.ids();
    for (int i = 0; i < column.size(); i++) {
      // A column of nothing but nulls can have an empty dictionary.
      if (!column.isNull(i)) {
        keep[i] &= answers[ids[i]];
      }
    }
  }

  static void keepNulls(Column column, byte[] keep) {
    byte[] nulls = column.nulls();
    if (nulls == null) {
      Arrays.fill(keep, 0, column.size(), (byte) 0);
      return;
    }
    for (int i = 0; i < column.size(); i++) {
      keep[i] &= nulls[i];
    }
  }

  static void dropNulls(Column column, byte[] keep) {
    byte[] nulls = column.nulls();
    if (nulls == null) {
      return;
    }
    for (int i = 0; i < column.size(); i++) {
      keep[i] &= (byte) (nulls[i] ^ 1);
    }
  }

  private static int order(byte[] data, int from, int to, Bounds bounds) {
    byte[] operand = bounds.bytes();
    if (bounds.isSigned() && data[from] != operand[0]) {
      // The sign is in the first byte; from there on two's complement is unsigned.
      return data[from] < operand[0] ? -1 : 1;
    }
    return Arrays.compareUnsigned(data, from, to, operand, 0, operand.length);
  }
}
