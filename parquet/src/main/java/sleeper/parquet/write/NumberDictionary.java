package sleeper.parquet.write;

import java.util.Arrays;

/** The distinct numbers of a column chunk and the id of each value, unless there are too many. */
final class NumberDictionary {

  private static final int WIDEST_TABLE = 1 << 16;

  private final DistinctEstimate estimate = new DistinctEstimate();
  private long[] values = new long[0];
  private int[] ids = new int[0];
  private int[] table = new int[0];
  private int size;

  int size() {
    return size;
  }

  /** The distinct values, by id. */
  long[] values() {
    return values;
  }

  /** The id of each value. */
  int[] ids() {
    return ids;
  }

  /** Finds ids; false, and no dictionary, where the values are too many to be worth it. */
  boolean build(long[] source, int count, int limit) {
    size = 0;
    if (limit == 0) {
      return false;
    }
    long smallest = source[0];
    long largest = source[0];
    for (int i = 1; i < count; i++) {
      smallest = Math.min(smallest, source[i]);
      largest = Math.max(largest, source[i]);
    }
    long range = largest - smallest;
    reserve(count, limit);
    if (range >= 0 && range < WIDEST_TABLE && range / 4 < count) {
      return buildByTable(source, count, smallest, (int) range, limit);
    }
    return estimate.distinct(source, count) <= limit && buildByHash(source, count, limit);
  }

  private void reserve(int count, int limit) {
    if (ids.length < count) {
      ids = new int[count];
    }
    if (values.length < limit) {
      values = new long[limit];
    }
  }

  private boolean buildByTable(long[] source, int count, long smallest, int range, int limit) {
    clearTable(range + 1);
    int[] found = table;
    for (int i = 0; i < count; i++) {
      found[(int) (source[i] - smallest)] = 1;
    }
    for (int i = 0; i <= range; i++) {
      if (found[i] != 0) {
        if (size == limit) {
          return false;
        }
        values[size] = smallest + i;
        found[i] = size++;
      }
    }
    for (int i = 0; i < count; i++) {
      ids[i] = found[(int) (source[i] - smallest)];
    }
    return true;
  }

  private boolean buildByHash(long[] source, int count, int limit) {
    int capacity = Integer.highestOneBit(limit) << 2;
    clearTable(capacity);
    int mask = capacity - 1;
    for (int i = 0; i < count; i++) {
      int id = idOf(source[i], mask, limit);
      if (id < 0) {
        return false;
      }
      ids[i] = id;
    }
    return true;
  }

  private int idOf(long value, int mask, int limit) {
    int slot = (int) ByteStrings.mix(value) & mask;
    while (true) {
      int id = table[slot] - 1;
      if (id < 0) {
        if (size == limit) {
          return -1;
        }
        values[size] = value;
        table[slot] = ++size;
        return size - 1;
      }
      if (values[id] == value) {
        return id;
      }
      slot = (slot + 1) & mask;
    }
  }

  private void clearTable(int length) {
    if (table.length < length) {
      table = new int[length];
    } else {
      Arrays.fill(table, 0, length, 0);
    }
  }

  long allocatedBytes() {
    return (long) Long.BYTES * values.length + (long) Integer.BYTES * (ids.length + table.length);
  }
}
