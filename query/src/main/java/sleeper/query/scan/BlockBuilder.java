package sleeper.query.scan;

import java.util.List;
import sleeper.core.schema.Schema;
import sleeper.parquet.block.Column;
import sleeper.parquet.block.Columns;
import sleeper.parquet.block.RowBlock;

/** Gathers runs of rows from other blocks in one block, whose columns are used again. */
final class BlockBuilder {

  private final Schema schema;
  private final List<Column> columns;
  private int rows;

  BlockBuilder(Schema schema, int capacity) {
    this.schema = schema;
    columns =
        schema.fields().stream().map(field -> Columns.create(field.type(), capacity)).toList();
  }

  int rows() {
    return rows;
  }

  /** The bytes of the rows there are. */
  long usedBytes() {
    long bytes = 0;
    for (Column column : columns) {
      bytes += column.usedBytes();
    }
    return bytes;
  }

  /** The bytes of memory that the columns take. */
  long allocatedBytes() {
    long bytes = 0;
    for (Column column : columns) {
      bytes += column.allocatedBytes();
    }
    return bytes;
  }

  /** Appends the rows {@code from} up to, without it, {@code to}. */
  void append(RowBlock source, int from, int to) {
    appendColumns(source, from, to);
    rows += to - from;
  }

  /** Appends the rows at some ascending positions. */
  void append(RowBlock source, int[] positions, int count) {
    int run = 0;
    while (run < count) {
      int end = run + 1;
      while (end < count && positions[end] == positions[end - 1] + 1) {
        end++;
      }
      append(source, positions[run], positions[end - 1] + 1);
      run = end;
    }
  }

  /** The rows; valid until the next change. */
  RowBlock block() {
    return new RowBlock(schema, columns, rows);
  }

  void clear() {
    columns.forEach(Column::clear);
    rows = 0;
  }

  private void appendColumns(RowBlock source, int from, int to) {
    for (int i = 0; i < columns.size(); i++) {
      ColumnAppender.append(columns.get(i), source.column(i), from, to);
    }
  }
}
