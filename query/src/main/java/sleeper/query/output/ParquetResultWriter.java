package sleeper.query.output;

import java.io.IOException;
import java.io.OutputStream;
import sleeper.core.schema.Schema;
import sleeper.parquet.block.RowBlock;
import sleeper.parquet.write.WriteSettings;
import sleeper.query.parquet.RowGroupWriter;
import sleeper.query.parquet.StreamObjectWriter;

/**
 * One Parquet file, zstd, with the columns in the order of the result.
 *
 * <p>Memory: a row group of at most {@value #ROW_GROUP_ROWS} rows and about {@value
 * #ROW_GROUP_BYTES} bytes.
 */
final class ParquetResultWriter implements ResultWriter {

  private static final int ROW_GROUP_ROWS = 256 * 1024;
  private static final long ROW_GROUP_BYTES = 32L << 20;

  private final RowGroupWriter file;

  ParquetResultWriter(Schema schema, OutputStream stream) {
    WriteSettings settings =
        WriteSettings.defaults().withRowGroups(ROW_GROUP_ROWS, ROW_GROUP_BYTES);
    file = new RowGroupWriter(new StreamObjectWriter(stream), schema, settings);
  }

  @Override
  public void write(RowBlock block) throws IOException {
    file.write(block);
  }

  @Override
  public void finish() throws IOException {
    file.finish();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
