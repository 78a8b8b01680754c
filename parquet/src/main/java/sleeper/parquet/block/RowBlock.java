package sleeper.parquet.block;

import java.util.List;
import sleeper.core.schema.Schema;

/**
 * Some rows, column by column. The unit in which rows travel from a source to the spill, and from a
 * file to a query.
 *
 * <p>Not thread-safe; one owner at a time.
 *
 * @param schema the fields
 * @param columns a column for each of {@link Schema#fields()}, all of the same size
 * @param rows how many rows there are
 */
public record RowBlock(Schema schema, List<Column> columns, int rows) {

  public RowBlock {
    columns = List.copyOf(columns);
    if (columns.size() != schema.fields().size()) {
      throw new IllegalArgumentException(
          "A block needs a column for each field: fields="
              + schema.fields().size()
              + ", columns="
              + columns.size());
    }
  }

  /** The column of the field at a position. */
  public Column column(int field) {
    return columns.get(field);
  }

  /** The bytes of memory that the columns take. */
  public long allocatedBytes() {
    return columns.stream().mapToLong(Column::allocatedBytes).sum();
  }
}
