package sleeper.query.block;

import java.util.List;
import sleeper.core.schema.Schema;
import sleeper.parquet.block.Column;
import sleeper.parquet.block.Columns;
import sleeper.parquet.block.RowBlock;

/** Gathers runs of rows from other blocks in one block, whose columns are used again. */
public final class BlockBuilder {

  private final Schema schema;
  private final List<Column> columns;
  private int rows;

  /** An empty block with room for some rows. */
  public BlockBuilder(Schema schema, int capacity) {
    this.schema = schema;
    columns =
        schema.fields().stream().map(field -> Columns.create(field.type(), capacity)).toList();
  }

  /** How many rows there are. */
  public int rows() {
    return rows;
  }

  /** The bytes of the rows there are. */
  public long usedBytes() {
    long bytes = 0;
    for (Column column : columns) {
      bytes += column.usedBytes();
    }
    return bytes;
  }

  /** The bytes of memory that the columns take. */
  public long allocatedBytes() {
    long bytes = 0;
    for (Column column : columns) {
      bytes += column.allocatedBytes();
    }
    return bytes;
  }

  /** Appends the rows {@code from} up to, without it, {@code to}. */
  public void append(RowBlock source, int from, int to) {
    appendColumns(source, from, to);
    rows += to - from;
  }

  /** Appends the rows at some ascending positions. */
  public void append(RowBlock source, int[] positions, int count) {
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
  public RowBlock block() {
    return new RowBlock(schema, columns, rows);
  }

  /** Forgets the rows; keeps the memory. */
  public void clear() {
    columns.forEach(Column::clear);
    rows = 0;
  }

  private void appendColumns(RowBlock source, int from, int to) {
    for (int i = 0; i < columns.size(); i++) {
      ColumnAppender.append(columns.get(i), source.column(i), from, to);
    }
  }
}
