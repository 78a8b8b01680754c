package sleeper.parquet.write;

import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** Smallest and largest of numbers. */
final class NumberBounds {

  private NumberBounds() {}

  /** Widens statistics; false if a value is NaN, which Parquet's order has no place for. */
  static boolean update(
      PrimitiveTypeName type, long[] values, int from, int to, Statistics<?> statistics) {
    return switch (type) {
      case FLOAT -> updateFloats(values, from, to, statistics);
      case DOUBLE -> updateDoubles(values, from, to, statistics);
      default -> updateIntegers(type, values, from, to, statistics);
    };
  }

  private static boolean updateIntegers(
      PrimitiveTypeName type, long[] values, int from, int to, Statistics<?> statistics) {
    long smallest = values[from];
    long largest = smallest;
    for (int i = from + 1; i < to; i++) {
      smallest = Math.min(smallest, values[i]);
      largest = Math.max(largest, values[i]);
    }
    if (type == PrimitiveTypeName.INT32) {
      statistics.updateStats((int) smallest);
      statistics.updateStats((int) largest);
    } else {
      statistics.updateStats(smallest);
      statistics.updateStats(largest);
    }
    return true;
  }

  private static boolean updateDoubles(long[] values, int from, int to, Statistics<?> statistics) {
    double smallest = Double.POSITIVE_INFINITY;
    double largest = Double.NEGATIVE_INFINITY;
    boolean ordered = true;
    for (int i = from; i < to; i++) {
      double value = Double.longBitsToDouble(values[i]);
      ordered &= !Double.isNaN(value);
      smallest = value < smallest ? value : smallest;
      largest = value > largest ? value : largest;
    }
    if (ordered) {
      statistics.updateStats(smallest);
      statistics.updateStats(largest);
    }
    return ordered;
  }

  private static boolean updateFloats(long[] values, int from, int to, Statistics<?> statistics) {
    float smallest = Float.POSITIVE_INFINITY;
    float largest = Float.NEGATIVE_INFINITY;
    boolean ordered = true;
    for (int i = from; i < to; i++) {
      float value = Float.intBitsToFloat((int) values[i]);
      ordered &= !Float.isNaN(value);
      smallest = value < smallest ? value : smallest;
      largest = value > largest ? value : largest;
    }
    if (ordered) {
      statistics.updateStats(smallest);
      statistics.updateStats(largest);
    }
    return ordered;
  }
}
