package sleeper.ingest.arrow;

import sleeper.parquet.block.Column;

/** Copies single values of a vector to the end of a column. */
abstract class ElementCopier {

  private final Column column;

  ElementCopier(Column column) {
    this.column = column;
  }

  /** Appends the value at an index, which is not null. */
  final void append(int index) throws UnfitValue {
    int position = column.size();
    column.ensureCapacity(position + 1);
    put(index, position);
    column.setSize(position + 1);
  }

  /** Appends what stands in the place of a null. */
  final void appendNull() {
    int position = column.size();
    column.ensureCapacity(position + 1);
    putNull(position);
    column.setSize(position + 1);
  }

  final Column column() {
    return column;
  }

  /** Whether there is no value at an index. */
  abstract boolean isNull(int index);

  abstract void put(int index, int position) throws UnfitValue;

  abstract void putNull(int position);
}
