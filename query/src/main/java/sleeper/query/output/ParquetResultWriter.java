package sleeper.query.output;

import java.io.IOException;
import java.io.OutputStream;
import sleeper.core.schema.Schema;
import sleeper.parquet.block.RowBlock;
import sleeper.parquet.write.DataFileWriter;
import sleeper.parquet.write.WriteSettings;
import sleeper.query.block.BlockBuilder;

/**
 * One Parquet file, zstd, with the columns in the order of the result.
 *
 * <p>Memory: a row group of at most {@value #ROW_GROUP_ROWS} rows and about {@value
 * #ROW_GROUP_BYTES} bytes.
 */
final class ParquetResultWriter implements ResultWriter {

  private static final int ROW_GROUP_ROWS = 256 * 1024;
  private static final long ROW_GROUP_BYTES = 32L << 20;

  private final BlockBuilder rowGroup;
  private final DataFileWriter file;

  ParquetResultWriter(Schema schema, OutputStream stream) {
    // Rows of foreign files can be out of order, so no column is declared sorted.
    Schema columns = Schema.ofColumns(schema.fields());
    rowGroup = new BlockBuilder(columns, 0);
    file = DataFileWriter.create(new StreamObjectWriter(stream), columns, WriteSettings.defaults());
  }

  @Override
  public void write(RowBlock block) throws IOException {
    int from = 0;
    while (from < block.rows()) {
      int to = Math.min(block.rows(), from + ROW_GROUP_ROWS - rowGroup.rows());
      rowGroup.append(block, from, to);
      from = to;
      if (rowGroup.rows() == ROW_GROUP_ROWS || rowGroup.usedBytes() >= ROW_GROUP_BYTES) {
        writeRowGroup();
      }
    }
  }

  @Override
  public void finish() throws IOException {
    if (rowGroup.rows() > 0) {
      writeRowGroup();
    }
    file.finish();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  private void writeRowGroup() throws IOException {
    RowBlock rows = rowGroup.block();
    file.startRowGroup(rows.rows());
    for (int field = 0; field < rows.columns().size(); field++) {
      file.writeColumn(field, rows.column(field));
    }
    file.endRowGroup();
    rowGroup.clear();
  }
}
