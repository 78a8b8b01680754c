package sleeper.query;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sleeper.core.schema.Field;
import sleeper.core.schema.Schema;
import sleeper.parquet.block.BlockSource;
import sleeper.parquet.block.Column;
import sleeper.parquet.block.RowBlock;

/** The wanted columns in the wanted order, and no more rows than are wanted. */
final class ProjectedBlocks implements BlockSource {

  private final RestartableScan scan;
  private final Schema schema;
  private long rowsLeft;

  ProjectedBlocks(RestartableScan scan, Schema schema, long limit) {
    this.scan = scan;
    this.schema = schema;
    rowsLeft = limit;
  }

  @Override
  public @Nullable RowBlock next() throws IOException {
    RowBlock block = rowsLeft == 0 ? null : scan.next();
    if (block == null) {
      return null;
    }
    int rows = (int) Math.min(rowsLeft, block.rows());
    rowsLeft -= rows;
    return project(block, rows);
  }

  @Override
  public long memoryBytes() {
    return scan.memoryBytes();
  }

  @Override
  public void close() throws IOException {
    scan.close();
  }

  private RowBlock project(RowBlock block, int rows) {
    List<Column> columns = new ArrayList<>();
    for (Field field : schema.fields()) {
      Column column = block.column(block.schema().indexOf(field.name()));
      // The block is not used again before its source fills it anew.
      column.setSize(rows);
      columns.add(column);
    }
    return new RowBlock(schema, columns, rows);
  }
}
