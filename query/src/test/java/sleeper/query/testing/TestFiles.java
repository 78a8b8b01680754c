package sleeper.query.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import sleeper.core.row.Row;
import sleeper.core.schema.Schema;
import sleeper.core.storage.ObjectStore;
import sleeper.parquet.block.RowBlock;
import sleeper.parquet.write.DataFileWriter;
import sleeper.parquet.write.WriteSettings;

/** Writes data files of sorted rows. */
public final class TestFiles {

  private TestFiles() {}

  /** Where a scan may put temporary files. */
  public static Path temporaryFolder() {
    return Path.of("target", "scans");
  }

  /** Writes a file with row groups of some rows. */
  public static void write(
      ObjectStore store, String key, Schema schema, List<Row> rows, int rowGroupRows)
      throws IOException {
    try (DataFileWriter writer =
        DataFileWriter.create(store.create(key), schema, WriteSettings.defaults())) {
      for (int from = 0; from < rows.size(); from += rowGroupRows) {
        List<Row> group = rows.subList(from, Math.min(rows.size(), from + rowGroupRows));
        writeRowGroup(writer, TestBlocks.of(schema, group));
      }
      writer.finish();
    }
  }

  /** Writes a block as one row group. */
  public static void writeRowGroup(DataFileWriter writer, RowBlock block) throws IOException {
    writer.startRowGroup(block.rows());
    for (int field = 0; field < block.columns().size(); field++) {
      writer.writeColumn(field, block.column(field));
    }
    writer.endRowGroup();
  }
}
