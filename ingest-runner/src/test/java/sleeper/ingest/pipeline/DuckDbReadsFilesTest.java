package sleeper.ingest.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sleeper.core.row.Row;
import sleeper.core.storage.ObjectStore;
import sleeper.core.storage.ObjectWriter;
import sleeper.core.storage.ReadableObject;
import sleeper.ingest.output.DataFileSink;
import sleeper.ingest.output.WrittenFile;
import sleeper.parquet.write.WriteSettings;

class DuckDbReadsFilesTest {

  @TempDir Path folder;

  @Test
  void shouldWriteFilesThatDuckDbFindsSortedAndComplete() throws Exception {
    List<Row> rows = Jobs.rows(40_000, i -> Jobs.scattered(i, 1000));
    Path spill = Files.createDirectory(folder.resolve("spill"));
    PipelineSettings settings =
        PipelineSettings.builder(Jobs.SCHEMA, Jobs.tree(300L, 700L), spill)
            .memoryBytes(8 << 20)
            .rowGroupRows(5000)
            .threads(2)
            .build();
    try (DataFileSink sink =
            new DataFileSink(
                new FolderStore(folder), "data-", Jobs.SCHEMA, WriteSettings.defaults());
        IngestPipeline pipeline = new IngestPipeline(settings, sink, ProgressListener.NONE)) {
      Jobs.add(pipeline, rows);
      List<WrittenFile> files = pipeline.finish();
      assertThat(pipeline.metrics().spills()).isPositive();
      assertThat(files).hasSize(3);
      assertThat(pipeline.metrics().fileBytes())
          .isEqualTo(files.stream().mapToLong(WrittenFile::bytes).sum());
      try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:")) {
        check(duckDb, files, rows);
      }
    }
  }

  private void check(Connection duckDb, List<WrittenFile> files, List<Row> rows)
      throws SQLException {
    String all = "read_parquet('" + folder + "/data-*.parquet')";
    assertThat(number(duckDb, "select count(*) from " + all)).isEqualTo(rows.size());
    assertThat(number(duckDb, "select count(distinct position) from " + all))
        .isEqualTo(rows.size());
    assertThat(number(duckDb, "select sum(key * 31 + sort) from " + all))
        .isEqualTo(
            rows.stream().mapToLong(row -> (Long) row.get(0) * 31 + (Integer) row.get(1)).sum());
    for (WrittenFile file : files) {
      String rowsInOrder =
          "select *, row_number() over () as n from read_parquet('"
              + folder.resolve(file.filename())
              + "')";
      assertThat(
              number(
                  duckDb,
                  "with t as ("
                      + rowsInOrder
                      + ") select count(*) from t a join t b on b.n = a.n + 1"
                      + " where (a.key, a.sort, a.position) > (b.key, b.sort, b.position)"))
          .isZero();
      assertThat(number(duckDb, "select count(*) from (" + rowsInOrder + ")"))
          .isEqualTo(file.rows());
    }
  }

  private static long number(Connection duckDb, String query) throws SQLException {
    try (Statement statement = duckDb.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      result.next();
      return result.getLong(1);
    }
  }

  /** A folder that can only be written to. */
  private record FolderStore(Path folder) implements ObjectStore {

    @Override
    public String filenameOf(String key) {
      return key;
    }

    @Override
    public String externalName(String filename) {
      return folder.resolve(filename).toString();
    }

    @Override
    public ObjectWriter create(String key) throws IOException {
      return new FileWriter(Files.newOutputStream(folder.resolve(key)));
    }

    @Override
    public ReadableObject open(String filename) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void delete(String filename) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<String> list(String keyPrefix) {
      throw new UnsupportedOperationException();
    }

    @Override
    public int deleteAll(String keyPrefix) {
      throw new UnsupportedOperationException();
    }
  }

  private static final class FileWriter implements ObjectWriter {

    private final OutputStream out;
    private long position;

    private FileWriter(OutputStream out) {
      this.out = out;
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
      out.write(source, offset, length);
      position += length;
    }

    @Override
    public long position() {
      return position;
    }

    @Override
    public void commit() throws IOException {
      out.flush();
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }
}
