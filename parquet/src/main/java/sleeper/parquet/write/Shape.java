package sleeper.parquet.write;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How the values of a column chunk lie in its rows: one in each, none in some, or lists of them.
 *
 * <p>Values are dense: a null or empty list has none. Levels are those of Dremel with one
 * repetition at most, as {@code ParquetSchemas} declares lists and maps.
 */
final class Shape {

  private final RunLengthLevels levels = new RunLengthLevels();
  private int rows;
  private boolean nullable;
  private byte @Nullable [] nulls;
  private int @Nullable [] listOffsets;
  private int[] presentBefore = new int[0];

  /** Rows with one value each, or none where a flag says so. */
  void bindFlat(int rows, boolean nullable, byte @Nullable [] nulls) {
    this.rows = rows;
    this.nullable = nullable;
    this.nulls = nulls;
    this.listOffsets = null;
    if (nulls != null) {
      countPresent(nulls);
    }
  }

  /** Rows with lists of values; a null list has no values. */
  void bindLists(int rows, boolean nullable, byte @Nullable [] nulls, int[] offsets) {
    this.rows = rows;
    this.nullable = nullable;
    this.nulls = nulls;
    this.listOffsets = offsets;
  }

  private void countPresent(byte[] flags) {
    if (presentBefore.length <= rows) {
      presentBefore = new int[rows + 1];
    }
    int present = 0;
    for (int row = 0; row < rows; row++) {
      presentBefore[row] = present;
      present += 1 - flags[row];
    }
    presentBefore[rows] = present;
  }

  int rows() {
    return rows;
  }

  /** How many values are in the rows before one. */
  int valuesBefore(int row) {
    return listOffsets != null ? listOffsets[row] : nulls != null ? presentBefore[row] : row;
  }

  /** How many level entries all rows have. */
  long entries() {
    return listOffsets == null ? rows : (long) listOffsets[rows] + emptyLists(listOffsets, 0, rows);
  }

  /** Appends the levels of some rows. */
  PageLevels putLevels(int from, int to, PageVersion version, PageBuffer target) {
    return listOffsets == null
        ? putFlatLevels(from, to, version, target)
        : putListLevels(listOffsets, from, to, version, target);
  }

  private PageLevels putFlatLevels(int from, int to, PageVersion version, PageBuffer target) {
    int count = to - from;
    if (!nullable) {
      return new PageLevels(count, count, 0, 0, 0);
    }
    int[] definitions = levels.definitions(count);
    if (nulls == null) {
      Arrays.fill(definitions, 0, count, 1);
    } else {
      for (int row = from; row < to; row++) {
        definitions[row - from] = 1 - nulls[row];
      }
    }
    int bytes = RunLengthLevels.put(definitions, count, 1, version, target);
    return new PageLevels(count, count, count - (valuesBefore(to) - valuesBefore(from)), 0, bytes);
  }

  private PageLevels putListLevels(
      int[] offsets, int from, int to, PageVersion version, PageBuffer target) {
    int empty = emptyLists(offsets, from, to);
    int entries = offsets[to] - offsets[from] + empty;
    int[] repetitions = levels.repetitions(entries);
    int[] definitions = levels.definitions(entries);
    fillListLevels(offsets, from, to, repetitions, definitions);
    int repetitionBytes = RunLengthLevels.put(repetitions, entries, 1, version, target);
    int definitionBytes =
        RunLengthLevels.put(definitions, entries, nullable ? 2 : 1, version, target);
    return new PageLevels(to - from, entries, empty, repetitionBytes, definitionBytes);
  }

  private void fillListLevels(
      int[] offsets, int from, int to, int[] repetitions, int[] definitions) {
    int full = nullable ? 2 : 1;
    int entry = 0;
    for (int row = from; row < to; row++) {
      int count = offsets[row + 1] - offsets[row];
      repetitions[entry] = 0;
      if (count == 0) {
        definitions[entry++] = nulls != null && nulls[row] != 0 ? 0 : full - 1;
      } else {
        Arrays.fill(repetitions, entry + 1, entry + count, 1);
        Arrays.fill(definitions, entry, entry + count, full);
        entry += count;
      }
    }
  }

  private static int emptyLists(int[] offsets, int from, int to) {
    int empty = 0;
    for (int row = from; row < to; row++) {
      empty += offsets[row] == offsets[row + 1] ? 1 : 0;
    }
    return empty;
  }

  long allocatedBytes() {
    return (long) Integer.BYTES * presentBefore.length + levels.allocatedBytes();
  }
}
