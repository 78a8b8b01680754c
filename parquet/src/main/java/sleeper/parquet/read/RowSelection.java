package sleeper.parquet.read;

import java.util.List;
import org.apache.parquet.filter2.columnindex.RowRanges;

/**
 * The rows of a row group that are read, as ranges in order.
 *
 * @param from the first row of each range
 * @param to the row after the last of each range
 * @param offset the position in the file of the row group's first row
 */
record RowSelection(long[] from, long[] to, long offset) {

  /** All rows of a row group. */
  static RowSelection all(long rows, long offset) {
    return new RowSelection(new long[] {0}, new long[] {rows}, offset);
  }

  /** The rows that a filter left. */
  static RowSelection of(RowRanges ranges, long offset) {
    List<RowRanges.Range> list = ranges.getRanges();
    return new RowSelection(
        list.stream().mapToLong(range -> range.from).toArray(),
        list.stream().mapToLong(range -> range.to + 1).toArray(),
        offset);
  }

  /** How many rows there are. */
  long rows() {
    long rows = 0;
    for (int i = 0; i < from.length; i++) {
      rows += to[i] - from[i];
    }
    return rows;
  }

  /** The first selected row that is not before a row; the end of the last range if none is. */
  long nextFrom(long row) {
    for (int i = 0; i < from.length; i++) {
      if (row < to[i]) {
        return Math.max(row, from[i]);
      }
    }
    return to[to.length - 1];
  }

  /** How many rows are selected one after another from a selected row on. */
  long runFrom(long row) {
    for (int i = 0; i < from.length; i++) {
      if (row < to[i]) {
        return to[i] - row;
      }
    }
    return 0;
  }

  /** The position in the file of the n-th selected row. */
  long filePosition(long n) {
    long left = n;
    for (int i = 0; i < from.length; i++) {
      long run = to[i] - from[i];
      if (left < run) {
        return offset + from[i] + left;
      }
      left -= run;
    }
    throw new IndexOutOfBoundsException("Row " + n + " of " + rows() + " selected ones");
  }
}
