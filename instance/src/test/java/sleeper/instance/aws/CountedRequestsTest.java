package sleeper.instance.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import sleeper.core.properties.AwsProperty;
import sleeper.core.properties.InstanceProperties;
import sleeper.core.row.Row;
import sleeper.core.schema.PrimitiveType;
import sleeper.core.schema.Schema;
import sleeper.ingest.runner.IngestResult;
import sleeper.instance.NewTable;
import sleeper.instance.SleeperInstance;
import sleeper.instance.aws.requests.RequestCounter;
import sleeper.instance.aws.requests.RequestCounts;
import sleeper.instance.aws.requests.RequestKind;
import sleeper.servers.AwsServers;
import sleeper.servers.Fault;
import sleeper.servers.FaultProxy;
import sleeper.servers.TestClients;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.S3Client;

class CountedRequestsTest {

  private static final Schema SCHEMA = Schema.builder().rowKey("key", PrimitiveType.LONG).build();

  @Test
  void shouldCountWhatAJobAsksFor() throws Exception {
    TestAwsInstance aws =
        TestAwsInstance.create(InstanceProperties.empty().with(AwsProperty.SHARED, false));
    AwsClients clients = TestAwsInstance.clients();
    try (SleeperInstance instance = SleeperInstance.connect(clients, aws.id())) {
      instance
          .tables()
          .create(NewTable.named("numbers", SCHEMA).withSplitPoints(List.of(100L, 200L)));
      RequestCounts before = clients.requests().counts();

      IngestResult result = instance.ingestFactory().ingest("numbers", "job", rows(300));

      RequestCounts counts = clients.requests().counts().since(before);
      assertThat(counts.of("S3", "PutObject"))
          .as("a file and its sketch for each leaf")
          .isEqualTo(6);
      assertThat(counts.uploadedBytes()).isGreaterThan(result.totals().bytes());
      assertThat(counts.of("DynamoDb", "TransactWriteItems")).isPositive();
      assertThat(counts.writeUnits()).isGreaterThan(10);
      assertThat(counts.readUnits()).isPositive();
      assertThat(counts.summary()).contains("S3.PutObject 6").contains("write units");
    }
  }

  @Test
  void shouldCountBytesOfObjectsAlone() {
    TestAwsInstance aws = TestAwsInstance.create(InstanceProperties.empty());
    try (AwsClients clients = TestAwsInstance.clients()) {
      String bucket = aws.names().dataBucket();
      clients
          .s3()
          .putObject(b -> b.bucket(bucket).key("a"), RequestBody.fromBytes(new byte[12345]));
      clients.s3().headObject(b -> b.bucket(bucket).key("a"));
      clients.s3().deleteObject(b -> b.bucket(bucket).key("a"));

      RequestCounts counts = clients.requests().counts();
      assertThat(counts.uploadedBytes()).isEqualTo(12345);
      assertThat(counts.total()).isEqualTo(3);
      assertThat(counts.requests().keySet())
          .extracting(RequestKind::toString)
          .containsExactly("S3.DeleteObject", "S3.HeadObject", "S3.PutObject");
    }
  }

  @Test
  void shouldCountEachAttempt() throws Exception {
    AtomicInteger requests = new AtomicInteger();
    RequestCounter counter = new RequestCounter();
    try (FaultProxy proxy =
            FaultProxy.start(
                AwsServers.s3(),
                request ->
                    requests.getAndIncrement() == 0 ? Fault.s3Error(503, "SlowDown") : Fault.NONE);
        S3Client s3 = s3(counter, proxy.endpoint())) {
      s3.listBuckets();
    }
    assertThat(counter.count(new RequestKind("S3", "ListBuckets"))).isEqualTo(2);
  }

  @Test
  void shouldCountUnitsAsDynamoDbDoes() {
    TestAwsInstance aws = TestAwsInstance.create(InstanceProperties.empty());
    String table = "sleeper-" + aws.id() + "-ingest-write-intents";
    try (AwsClients clients = TestAwsInstance.clients()) {
      clients.dynamoDb().putItem(b -> b.tableName(table).item(item("a", 3000)));
      assertThat(clients.requests().counts().writeUnits()).isEqualTo(3);
      clients.dynamoDb().getItem(b -> b.tableName(table).key(key("a")).consistentRead(true));
      assertThat(clients.requests().counts().readUnits()).isEqualTo(1);
      assertThat(clients.requests().counts().writeUnits()).isEqualTo(3);
    }
  }

  @Test
  void shouldNameEachKindOnce() {
    String bucket = TestAwsInstance.create(InstanceProperties.empty()).names().dataBucket();
    RequestCounter counter = new RequestCounter();
    List<String> kinds = new ArrayList<>();
    try (S3Client s3 = s3(counter, AwsServers.s3())) {
      s3.listBuckets();
      counter.forEachKind(kind -> kinds.add(kind.toString()));
      s3.listBuckets();
      s3.listObjectsV2(request -> request.bucket(bucket));
      s3.listObjectsV2(request -> request.bucket(bucket));
    }
    assertThat(kinds).containsExactly("S3.ListBuckets", "S3.ListObjectsV2");
  }

  private static S3Client s3(RequestCounter counter, URI endpoint) {
    return counter
        .attachTo(TestClients.at(S3Client.builder().forcePathStyle(true), endpoint))
        .build();
  }

  private static Map<String, AttributeValue> key(String id) {
    return Map.of("TABLE_ID", AttributeValue.fromS("t"), "ENTRY", AttributeValue.fromS(id));
  }

  private static Map<String, AttributeValue> item(String id, int bytes) {
    return Map.of(
        "TABLE_ID", AttributeValue.fromS("t"),
        "ENTRY", AttributeValue.fromS(id),
        "TEXT", AttributeValue.fromS("x".repeat(bytes)));
  }

  private static List<Row> rows(int count) {
    return LongStream.range(0, count).mapToObj(key -> Row.of(SCHEMA, key)).toList();
  }
}
