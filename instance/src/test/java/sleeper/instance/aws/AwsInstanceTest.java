package sleeper.instance.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sleeper.core.error.InvalidInput;
import sleeper.core.ingest.JobRecord;
import sleeper.core.properties.AwsProperty;
import sleeper.core.properties.InstanceProperties;
import sleeper.core.row.CloseableIterator;
import sleeper.core.row.Row;
import sleeper.core.schema.Field;
import sleeper.core.schema.PrimitiveType;
import sleeper.core.schema.Schema;
import sleeper.ingest.runner.IngestResult;
import sleeper.instance.DataFile;
import sleeper.instance.NewTable;
import sleeper.instance.SleeperInstance;
import sleeper.query.Query;
import sleeper.query.QueryResults;
import sleeper.query.TableQuery;
import sleeper.servers.TestClients;
import software.amazon.awssdk.services.s3.model.S3Object;

class AwsInstanceTest {

  private static final Schema SCHEMA =
      Schema.builder()
          .rowKey("key", PrimitiveType.LONG)
          .value("text", PrimitiveType.STRING)
          .build();

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldIngestAndQueryOnAws(boolean shared) throws IOException {
    TestAwsInstance aws = create(shared);
    try (SleeperInstance instance = aws.open()) {
      instance
          .tables()
          .create(NewTable.named("numbers", SCHEMA).withSplitPoints(List.of(100L, 200L)));

      IngestResult first = instance.ingestFactory().ingest("numbers", "job-1", rows(0, 300));
      IngestResult again = instance.ingestFactory().ingest("numbers", "job-1", rows(0, 300));
      IngestResult second = instance.ingestFactory().ingest("numbers", "job-2", rows(300, 310));

      assertThat(first.duplicate()).isFalse();
      assertThat(first.files()).hasSize(3);
      assertThat(first.files().get(0).filename())
          .startsWith("s3a://" + aws.names().dataBucket() + "/");
      assertThat(again.duplicate()).isTrue();
      assertThat(second.transactionNumber()).isEqualTo(2);
      assertThat(keys(instance.query("numbers"), null)).containsExactlyElementsOf(longs(0, 310));
      assertThat(keys(instance.query("numbers"), 1L)).containsExactlyElementsOf(longs(0, 300));
      assertThat(instance.jobs("numbers", 10))
          .extracting(JobRecord::jobId)
          .containsExactlyInAnyOrder("job-1", "job-2");
    }
    try (SleeperInstance another = aws.open()) {
      assertThat(keys(another.query("numbers"), null)).hasSize(310);
      assertThat(another.tables().files("numbers", OptionalLong.empty()))
          .hasSize(4)
          .allSatisfy(file -> assertThat(file.path()).startsWith("s3://"))
          .extracting(DataFile::rows)
          .containsExactlyInAnyOrder(100L, 100L, 100L, 10L);
    }
  }

  @Test
  void shouldIngestFilesFromBuckets() throws IOException {
    TestAwsInstance aws = create(false);
    try (SleeperInstance instance = aws.open()) {
      instance.tables().create(NewTable.named("from", SCHEMA));
      instance.tables().create(NewTable.named("to", SCHEMA));
      instance.ingestFactory().ingest("from", rows(0, 50));
      String file = instance.tables().files("from", OptionalLong.empty()).get(0).path();

      IngestResult result = instance.ingestFactory().ingestFiles("to", "files", List.of(file));

      assertThat(result.inputFiles())
          .singleElement()
          .satisfies(f -> assertThat(f.rows()).isEqualTo(50));
      assertThat(keys(instance.query("to"), null)).hasSize(50);
      assertThat(instance.inputFiles(file).schema(List.of("key"), List.of())).isEqualTo(SCHEMA);
    }
  }

  @Test
  void shouldClearDropAndCollectWithoutATrace() throws IOException {
    TestAwsInstance aws = create(false);
    try (SleeperInstance instance = aws.open()) {
      instance
          .tables()
          .create(
              NewTable.named("gone", SCHEMA)
                  .withProperties(Map.of("sleeper.table.gc.delay.minutes", "0")));
      instance.ingestFactory().ingest("gone", "job", rows(0, 50));

      instance.tables().clear("gone");
      assertThat(instance.collect().filesDeleted()).isEqualTo(1);
      assertThat(keysBelow(aws, instance.tables().find("gone").id() + "/data/")).isEmpty();

      assertThat(instance.ingestFactory().ingest("gone", "job", rows(0, 5)).duplicate()).isFalse();
      instance.tables().drop("gone");
      assertThatThrownBy(() -> instance.query("gone")).isInstanceOf(InvalidInput.class);
      instance.tables().create(NewTable.named("gone", SCHEMA));
      assertThat(keys(instance.query("gone"), null)).isEmpty();
    }
  }

  @Test
  void shouldWriteSnapshotsAndReadThem() throws IOException {
    TestAwsInstance aws = create(false);
    try (SleeperInstance instance = aws.open()) {
      instance
          .tables()
          .create(
              NewTable.named("often", SCHEMA)
                  .withProperties(
                      Map.of(
                          "sleeper.table.statestore.transactionlog.snapshot.every.transactions",
                          "2")));
      for (int i = 0; i < 5; i++) {
        instance.ingestFactory().ingest("often", rows(i, i + 1));
      }
      String id = instance.tables().find("often").id();
      assertThat(keysBelow(aws, id + "/statestore/snapshots/"))
          .contains(id + "/statestore/snapshots/4-files.arrow");
    }
    try (SleeperInstance another = aws.open()) {
      assertThat(keys(another.query("often"), null)).hasSize(5);
    }
  }

  @Test
  void shouldRefuseWhatSleeperCannotReadWhereItSharesTheInstance() {
    TestAwsInstance aws = create(true);
    Schema bytes = Schema.builder().rowKey("key", PrimitiveType.BYTE_ARRAY).build();
    Schema doubles =
        Schema.builder().rowKey("key", PrimitiveType.LONG).value("d", PrimitiveType.DOUBLE).build();
    try (SleeperInstance instance = aws.open()) {
      assertThatThrownBy(
              () ->
                  instance
                      .tables()
                      .create(
                          NewTable.named("bytes", bytes)
                              .withSplitPoints(List.of(new byte[] {0x40}))))
          .isInstanceOf(InvalidInput.class)
          .hasMessageContaining("loses rows at the boundaries");
      assertThatThrownBy(() -> instance.tables().create(NewTable.named("doubles", doubles)))
          .isInstanceOf(InvalidInput.class)
          .hasMessageContaining("types that Sleeper does not know");
      instance.tables().create(NewTable.named("bytes", bytes));
      assertThatThrownBy(
              () ->
                  instance.tables().addColumn("bytes", new Field("b", PrimitiveType.BOOLEAN, true)))
          .isInstanceOf(InvalidInput.class);
      assertThatThrownBy(() -> instance.tables().drop("bytes"))
          .isInstanceOf(InvalidInput.class)
          .hasMessageContaining("Sleeper's own tools");
    }
  }

  @Test
  void shouldSayWhatToDoWhereThereIsNoInstance() {
    assertThatThrownBy(() -> SleeperInstance.connect(TestAwsInstance.clients(), "nobody"))
        .isInstanceOf(InvalidInput.class)
        .hasMessage(
            "There is no instance nobody in account 123456789012: no instance.properties in bucket"
                + " sleeper-nobody-config-123456789012; check the id, the region and the"
                + " credentials, or make one with sleeper instance create --aws nobody");
  }

  private static TestAwsInstance create(boolean shared) {
    return TestAwsInstance.create(InstanceProperties.empty().with(AwsProperty.SHARED, shared));
  }

  private static List<Row> rows(long from, long to) {
    return LongStream.range(from, to).mapToObj(key -> Row.of(SCHEMA, key, "t" + key)).toList();
  }

  private static List<Long> longs(int from, int to) {
    return IntStream.range(from, to).mapToObj(Long::valueOf).toList();
  }

  private static List<Long> keys(TableQuery table, Long asOf) throws IOException {
    Query.Builder query = table.query();
    List<Long> keys = new ArrayList<>();
    try (QueryResults results = table.run(asOf == null ? query.build() : query.asOf(asOf).build());
        CloseableIterator<Row> rows = results.rows()) {
      rows.forEachRemaining(row -> keys.add((Long) row.get("key")));
    }
    return keys;
  }

  private static List<String> keysBelow(TestAwsInstance aws, String prefix) {
    return TestClients.s3()
        .listObjectsV2(list -> list.bucket(aws.names().dataBucket()).prefix(prefix))
        .contents()
        .stream()
        .map(S3Object::key)
        .toList();
  }
}
