package sleeper.parquet.sketch;

import sleeper.parquet.block.Column;

/** A sketch of one row key field while its values arrive. */
abstract sealed class KeySketch permits SortedKeySketch, UnsortedKeySketch {

  private final long rows;
  private final KeyItems items;
  private final QuantileLevels levels;
  private long seen;

  KeySketch(long rows, KeyItems items) {
    this.rows = rows;
    this.items = items;
    this.levels = new QuantileLevels(items);
  }

  final void add(Column column) {
    if (seen + column.size() > rows) {
      throw new IllegalStateException("More rows than announced: rows=" + rows);
    }
    if (column.size() > 0) {
      sample(column, seen);
      seen += column.size();
    }
  }

  /** Takes bounds and items from values whose first is the file's row of a number. */
  abstract void sample(Column column, long firstRow);

  final byte[] image() {
    if (seen != rows) {
      throw new IllegalStateException("Rows announced=" + rows + ", rows added=" + seen);
    }
    return levels.image(rows);
  }

  final long rows() {
    return rows;
  }

  final KeyItems items() {
    return items;
  }

  final QuantileLevels levels() {
    return levels;
  }
}
