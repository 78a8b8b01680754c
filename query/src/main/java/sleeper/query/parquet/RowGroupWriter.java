package sleeper.query.parquet;

import java.io.IOException;
import sleeper.core.schema.Schema;
import sleeper.core.storage.ObjectWriter;
import sleeper.parquet.block.RowBlock;
import sleeper.parquet.write.DataFileWriter;
import sleeper.parquet.write.WriteSettings;
import sleeper.query.block.BlockBuilder;

/**
 * Writes blocks of any size as one Parquet file, in row groups of the size that its settings say.
 *
 * <p>Not thread-safe. Memory: one row group, and what {@link DataFileWriter} takes.
 */
public final class RowGroupWriter implements AutoCloseable {

  private final BlockBuilder rowGroup;
  private final DataFileWriter file;
  private final int maxRows;
  private final long maxBytes;

  /** A file of these columns, none of which need be sorted. */
  public RowGroupWriter(ObjectWriter object, Schema schema, WriteSettings settings) {
    // Rows of foreign files can be out of order, so no column is declared sorted.
    Schema columns = Schema.ofColumns(schema.fields());
    rowGroup = new BlockBuilder(columns, 0);
    file = DataFileWriter.create(object, columns, settings);
    maxRows = settings.rowGroupRows();
    maxBytes = settings.rowGroupBytes();
  }

  /** Takes the rows of a block, which is the caller's again on return. */
  public void write(RowBlock block) throws IOException {
    int from = 0;
    while (from < block.rows()) {
      int to = Math.min(block.rows(), from + maxRows - rowGroup.rows());
      rowGroup.append(block, from, to);
      from = to;
      if (rowGroup.rows() == maxRows || rowGroup.usedBytes() >= maxBytes) {
        writeRowGroup();
      }
    }
  }

  /** Writes what is left and the footer, and commits the object. */
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
