package sleeper.aws.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import sleeper.core.row.Row;
import sleeper.core.schema.Schema;
import sleeper.instance.NewTable;
import sleeper.instance.SleeperInstance;
import sleeper.servers.TestClients;
import software.amazon.awssdk.core.sync.RequestBody;

/** A bucket of files to ingest. */
final class InputBucket implements AutoCloseable {

  private final String name;
  private final SleeperInstance writer;
  private int files;

  /**
   * A new bucket.
   *
   * @param folder where files are made first
   */
  InputBucket(String name, Path folder) {
    this.name = name;
    writer = SleeperInstance.init(folder);
    TestClients.s3().createBucket(bucket -> bucket.bucket(name));
  }

  /** Uploads a job's rows in two files; returns how messages name them. */
  List<String> add(ChaosJob.Rows rows) throws IOException {
    List<String> paths = new ArrayList<>();
    for (List<Row> half : rows.halves()) {
      paths.add(add(ChaosRows.SCHEMA, half));
    }
    return paths;
  }

  String add(Schema schema, List<Row> rows) throws IOException {
    String table = "file-" + ++files;
    writer.tables().create(NewTable.named(table, schema));
    writer.ingestFactory().ingest(table, rows);
    Path file = Path.of(writer.tables().files(table, OptionalLong.empty()).get(0).path());
    return addBytes(Files.readAllBytes(file));
  }

  /** Uploads a file that no reader of Parquet can read to its end. */
  String addBroken(String path) throws IOException {
    String key = path.substring(path.indexOf('/') + 1);
    byte[] whole =
        TestClients.s3().getObjectAsBytes(get -> get.bucket(name).key(key)).asByteArray();
    java.util.Arrays.fill(whole, 4, whole.length / 2, (byte) 0);
    return addBytes(whole);
  }

  private String addBytes(byte[] bytes) {
    String key = "input/%d.parquet".formatted(++files);
    TestClients.s3().putObject(put -> put.bucket(name).key(key), RequestBody.fromBytes(bytes));
    return name + "/" + key;
  }

  @Override
  public void close() {
    writer.close();
  }
}
