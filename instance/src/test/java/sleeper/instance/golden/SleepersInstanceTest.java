package sleeper.instance.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type.Repetition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sleeper.core.properties.InstanceProperties;
import sleeper.core.properties.InstanceProperty;
import sleeper.core.range.RegionJson;
import sleeper.core.row.CloseableIterator;
import sleeper.core.row.Row;
import sleeper.core.schema.Schema;
import sleeper.core.storage.ReadableObject;
import sleeper.core.testing.RowJson;
import sleeper.core.testing.SharedData;
import sleeper.ingest.runner.IngestResult;
import sleeper.instance.SleeperInstance;
import sleeper.instance.aws.AwsClients;
import sleeper.instance.aws.TestAwsInstance;
import sleeper.parquet.read.ParquetFooter;
import sleeper.query.Query;
import sleeper.query.QueryResults;
import sleeper.query.TableQuery;
import sleeper.servers.DumpedInstance;
import sleeper.servers.TestClients;
import sleeper.statestore.dynamo.DynamoTableNames;
import sleeper.statestore.dynamo.DynamoTables;
import sleeper.storage.s3.S3ObjectStore;
import sleeper.storage.s3.S3StoreSettings;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Five tables that Sleeper wrote, at each stage of their life. */
class SleepersInstanceTest {

  private static final String DATA_BUCKET = "sleeper-golden-table-data-123456789012";
  private static final List<String> TABLES =
      List.of("longtable", "mixedtable", "bytetable", "twokeys", "inttable");

  @ParameterizedTest
  @ValueSource(strings = {"2-ingested", "3-split", "4-compacted", "5-final/dynamodb"})
  void shouldGiveTheRowsThatSleeperGave(String stage) throws IOException {
    try (DumpedInstance loaded = load(stage);
        SleeperInstance instance = connect()) {
      for (String name : TABLES) {
        Path folder = SharedData.formats("golden/tables/" + name);
        TableQuery table = instance.query(name);
        Schema schema = instance.tables().find(name).schema();

        assertThat(lines(table, table.query().build()))
            .as("%s at %s", name, stage)
            .isEqualTo(RowJson.sortedLines(folder.resolve("expected-rows.jsonl")));
        for (Path region : regions(folder)) {
          Query query =
              table.query().region(RegionJson.parse(schema, Files.readString(region))).build();
          assertThat(lines(table, query))
              .as("%s at %s", region, stage)
              .isEqualTo(RowJson.sortedLines(expectedOf(region)));
        }
      }
    }
  }

  @Test
  void shouldAddToEveryTableWhatSleeperCanRead() throws IOException {
    try (DumpedInstance loaded = load("5-final/dynamodb");
        SleeperInstance instance = connect()) {
      makeOurTables();
      for (String name : TABLES) {
        List<Row> rows = firstRows(instance.query(name), 50);
        long before = instance.query(name).count(instance.query(name).query().build());

        IngestResult result = instance.ingestFactory().ingest(name, "again-" + name, rows);
        IngestResult repeated = instance.ingestFactory().ingest(name, "again-" + name, rows);

        assertThat(repeated.duplicate()).isTrue();
        assertThat(instance.query(name).count(instance.query(name).query().build()))
            .isEqualTo(before + 50);
        String tableId = instance.tables().find(name).id();
        checkLogEntry(tableId, result);
        for (var file : result.files()) {
          assertThat(file.filename()).startsWith("s3a://" + DATA_BUCKET + "/" + tableId + "/");
          checkDataFile(file.filename(), instance.tables().find(name).schema());
          checkSketches(file.filename());
        }
      }
    }
  }

  /** No ids of the job in the body, which Sleeper's follower of the log would report once more. */
  private static void checkLogEntry(String tableId, IngestResult result) {
    Map<String, AttributeValue> item =
        TestClients.dynamoDb()
            .getItem(
                get ->
                    get.tableName("sleeper-golden-file-transaction-log")
                        .key(
                            Map.of(
                                "TABLE_ID", AttributeValue.fromS(tableId),
                                "TRANSACTION_NUMBER",
                                    AttributeValue.fromN(
                                        Long.toString(result.transactionNumber())))))
            .item();
    assertThat(item.get("TYPE").s()).isEqualTo("ADD_FILES");
    assertThat(item.get("BODY").s())
        .contains(result.files().get(0).filename())
        .doesNotContain("\"jobId\"", "\"jobRunId\"", "\"taskId\"");
    assertThat(item).containsKeys("JOB_ID", "RUN_ID");
  }

  /** Columns as Sleeper's reader asks for them: named, required, lists named after their field. */
  private static void checkDataFile(String filename, Schema schema) throws IOException {
    S3ObjectStore store =
        new S3ObjectStore(TestClients.s3(), DATA_BUCKET, S3StoreSettings.DEFAULT, Runnable::run);
    try (ReadableObject object = store.open(filename)) {
      MessageType type = ParquetFooter.read(object).schema();
      assertThat(type.getName()).isEqualTo("record");
      assertThat(type.getFields().stream().map(field -> field.getName()))
          .containsExactlyElementsOf(schema.fields().stream().map(field -> field.name()).toList());
      schema
          .fields()
          .forEach(
              field ->
                  assertThat(type.getType(field.name()).getRepetition())
                      .isEqualTo(field.nullable() ? Repetition.OPTIONAL : Repetition.REQUIRED));
      type.getFields().stream()
          .filter(field -> !field.isPrimitive() && field.toString().contains("(LIST)"))
          .forEach(
              field ->
                  assertThat(field.asGroupType().getType("list").asGroupType().getType(0).getName())
                      .isEqualTo(field.getName()));
    }
  }

  private static void checkSketches(String filename) {
    String key =
        filename
            .substring(("s3a://" + DATA_BUCKET + "/").length())
            .replace(".parquet", ".sketches");
    assertThat(
            TestClients.s3().headObject(head -> head.bucket(DATA_BUCKET).key(key)).contentLength())
        .isPositive();
  }

  private static DumpedInstance load(String stage) throws IOException {
    return DumpedInstance.loadTables(SharedData.formats("golden/" + stage))
        .loadBuckets(SharedData.formats("golden/5-final/s3"));
  }

  private static SleeperInstance connect() {
    AwsClients clients = TestAwsInstance.clients();
    return SleeperInstance.connect(clients, "golden");
  }

  /** As adopting the instance does. */
  private static void makeOurTables() {
    DynamoTableNames names =
        new DynamoTableNames(InstanceProperties.empty().with(InstanceProperty.ID, "golden"));
    new DynamoTables(TestClients.dynamoDb(), names).createOurs();
  }

  private static List<Row> firstRows(TableQuery table, int count) throws IOException {
    List<Row> rows = new ArrayList<>();
    try (QueryResults results = table.run(table.query().limit(count).build());
        CloseableIterator<Row> iterator = results.rows()) {
      iterator.forEachRemaining(rows::add);
    }
    return rows;
  }

  private static List<String> lines(TableQuery table, Query query) throws IOException {
    List<String> lines = new ArrayList<>();
    try (QueryResults results = table.run(query);
        CloseableIterator<Row> rows = results.rows()) {
      rows.forEachRemaining(row -> lines.add(RowJson.line(row)));
    }
    return lines.stream().sorted().toList();
  }

  private static List<Path> regions(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().matches("region-[a-z0-9-]*\\.json"))
          .toList();
    }
  }

  private static Path expectedOf(Path region) {
    String name = region.getFileName().toString();
    return region.resolveSibling(name.replace(".json", "-expected.jsonl"));
  }
}
