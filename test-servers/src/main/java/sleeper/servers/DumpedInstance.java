package sleeper.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * An instance that was dumped to files, in the servers of this process under the names that it had:
 * the tables of DynamoDB are files of JSON, and each bucket is a folder of its objects. One of a
 * name can be there at a time; closing it deletes it.
 */
public final class DumpedInstance implements AutoCloseable {

  private final List<String> tables = new ArrayList<>();
  private final List<String> buckets = new ArrayList<>();

  private DumpedInstance() {}

  /**
   * Loads tables.
   *
   * @param folder has a file of JSON for each table; files of other kinds are passed over
   */
  public static DumpedInstance loadTables(Path folder) throws IOException {
    DumpedInstance instance = new DumpedInstance();
    for (Path file : children(folder)) {
      if (file.toString().endsWith(".json")) {
        TableDump table = TableDump.read(file);
        instance.tables.add(table.name());
        table.load(TestClients.dynamoDb());
      }
    }
    return instance;
  }

  /**
   * Loads buckets beside the tables.
   *
   * @param folder has a folder for each bucket, with the objects in it
   * @return this
   */
  public DumpedInstance loadBuckets(Path folder) throws IOException {
    for (Path bucket : children(folder)) {
      String name = bucket.getFileName().toString();
      buckets.add(name);
      TestClients.s3().createBucket(create -> create.bucket(name));
      for (Path file : files(bucket)) {
        String key = bucket.relativize(file).toString();
        TestClients.s3().putObject(put -> put.bucket(name).key(key), RequestBody.fromFile(file));
      }
    }
    return this;
  }

  /** Deletes the tables and buckets with all that is in them. */
  @Override
  public void close() {
    for (String table : tables) {
      TestClients.dynamoDb().deleteTable(delete -> delete.tableName(table));
    }
    for (String bucket : buckets) {
      for (S3Object object :
          TestClients.s3().listObjectsV2Paginator(list -> list.bucket(bucket)).contents()) {
        TestClients.s3().deleteObject(delete -> delete.bucket(bucket).key(object.key()));
      }
      TestClients.s3().deleteBucket(delete -> delete.bucket(bucket));
    }
  }

  private static List<Path> children(Path folder) throws IOException {
    try (Stream<Path> children = Files.list(folder)) {
      return children.sorted().toList();
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
