package sleeper.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sleeper.aws.metrics.FakeCloudWatch;
import sleeper.aws.notify.SnsServer;
import sleeper.aws.task.IngestTaskRuntime;
import sleeper.aws.task.RuntimeSettings;
import sleeper.cdk.stack.Actor;
import sleeper.cdk.stack.Permission;
import sleeper.core.deployment.DeployedTable;
import sleeper.core.job.JobMessageWriter;
import sleeper.core.row.Row;
import sleeper.core.schema.PrimitiveType;
import sleeper.core.schema.Schema;
import sleeper.core.tracker.JobState;
import sleeper.core.tracker.JobStatus;
import sleeper.deployment.iam.RequestRecorder;
import sleeper.deployment.iam.RequestRecorder.Recording;
import sleeper.deployment.instance.VersionedRemoval;
import sleeper.instance.NewTable;
import sleeper.instance.SleeperInstance;
import sleeper.servers.TestClients;
import sleeper.servers.TestCredentials;
import sleeper.starter.aws.LambdaContext;
import sleeper.starter.aws.StarterInvocation;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.ecs.EcsClient;

/**
 * Everything that runs in a deployment is made to do all that it ever does, and what it asked AWS
 * for is compared with the permissions that its role is made of.
 */
class RolePermissionsTest {

  private static final Schema SCHEMA =
      Schema.builder()
          .rowKey("key", PrimitiveType.LONG)
          .value("noise", PrimitiveType.BYTE_ARRAY)
          .build();
  private static final String SNAPSHOT_EVERY =
      "sleeper.table.statestore.transactionlog.snapshot.every.transactions";
  private static final Map<String, String> PROPERTIES =
      Map.of(
          SNAPSHOT_EVERY,
          "2",
          "sleeper.table.gc.delay.minutes",
          "0",
          "sleeper.table.parquet.compression.codec",
          "uncompressed");

  @TempDir private Path folder;
  private TestStack stack;
  private ObjectNode resource;

  @BeforeEach
  void deploy() throws IOException {
    stack = TestStack.deploy();
    Map<String, String> properties = stack.with("sleeper.ingest.source.bucket", stack.source());
    properties.put("sleeper.ingest.metrics", "cloudwatch");
    properties.put("sleeper.ingest.notification.topic.arn", SnsServer.TOPIC);
    properties.put("sleeper.ingest.task.retry.first.seconds", "0");
    properties.put("sleeper.ingest.task.definition.family", "ingest");
    properties.put("sleeper.subnets", "subnet-1");
    resource = stack.resource(properties, new DeployedTable("t", SCHEMA, List.of(), PROPERTIES));
  }

  @AfterEach
  void close() {
    stack.close();
  }

  @Test
  void shouldListWhatIngestTasksNeed() throws Exception {
    create();
    makeSnapshots();
    for (String table : List.of("fresh", TaskFaults.DROPPED)) {
      try (SleeperInstance instance = stack.open()) {
        instance.tables().create(NewTable.named(table, SCHEMA));
      }
    }
    putSource(TaskFaults.DROPPED, 1);
    putSource("day-1/a.parquet", 3);
    putSource("day-1/b.parquet", 4);
    putSource("large.parquet", 3000);
    TestClients.s3()
        .putObject(
            b -> b.bucket(stack.source()).key("broken.parquet"), RequestBody.fromString("broken"));
    send("directory", "day-1/");
    send("directory", "day-1/");
    send("large", "large.parquet");
    send("broken", "broken.parquet");
    send("missing", "nothing/");
    sendText("{}");
    sendText(JobMessageWriter.write("no-table", "nothing", List.of("x/y")));
    sendText(JobMessageWriter.write("first", "fresh", List.of(stack.source() + "/day-1/")));
    sendText(
        JobMessageWriter.write(
            "gone", TaskFaults.DROPPED, List.of(stack.source() + "/" + TaskFaults.DROPPED)));

    try (Recording recording = RequestRecorder.start(stack.kinds())) {
      runTask(new TaskFaults(stack));
      assertNeeds(Actor.INGEST_TASK, recording);
    }
    try (SleeperInstance instance = stack.open()) {
      assertThat(instance.tables().find("t").rows()).isEqualTo(3007 + 6 + 1);
      assertThat(instance.jobReports().ofTable("t"))
          .filteredOn(job -> job.state() == JobState.FINISHED)
          .extracting(JobStatus::jobId)
          .containsExactlyInAnyOrder("directory", "large");
      assertThat(instance.jobReports().rejected()).hasSize(3);
    }
  }

  @Test
  void shouldListWhatTheTaskStarterNeeds() throws IOException {
    create();
    send("job", "day-1/");
    try (EcsClient ecs = TestClients.at(EcsClient.builder(), stack.ecs().endpoint()).build();
        Recording recording = RequestRecorder.start(stack.kinds())) {
      StarterInvocation.invoke(stack.names().configBucket(), ecs);
      assertNeeds(Actor.TASK_STARTER, recording);
    }
    assertThat(stack.ecs().tasks()).isEqualTo(1);
  }

  @Test
  void shouldListWhatTheCollectorNeeds() throws IOException {
    create();
    try (SleeperInstance instance = stack.open()) {
      instance.tables().create(NewTable.named("dropped", SCHEMA).withProperties(PROPERTIES));
      for (String table : List.of("t", "dropped")) {
        for (int job = 0; job < 6; job++) {
          instance.ingestFactory().ingest(table, rows(1));
        }
      }
      instance.tables().clear("t");
    }
    DeadRun.leave(stack, "t");
    DeadRun.dropEarlier(stack, "dropped");

    try (Recording recording = RequestRecorder.start(stack.kinds())) {
      invoke(new CollectorLambda(new PeriodicWork(stack::open)));
      DeadRun.collectLater(stack, Duration.ofHours(3));
      assertNeeds(Actor.COLLECTOR, recording);
    }
    try (SleeperInstance instance = stack.open()) {
      assertThat(instance.collect().problems()).isEmpty();
    }
  }

  @Test
  void shouldListWhatTheSnapshotsNeed() throws IOException {
    create();
    makeSnapshots();
    try (SleeperInstance instance = stack.open()) {
      instance.tables().changeProperties("t", Map.of(SNAPSHOT_EVERY, "0"), Set.of());
      instance.ingestFactory().ingest("t", rows(1));
      instance.tables().changeProperties("t", Map.of(SNAPSHOT_EVERY, "1"), Set.of());
    }
    try (Recording recording = RequestRecorder.start(stack.kinds())) {
      invoke(new SnapshotLambda(new PeriodicWork(stack::open)));
      assertNeeds(Actor.SNAPSHOTS, recording);
    }
  }

  @Test
  void shouldListWhatTheDeploymentNeeds() throws IOException {
    Schema longer =
        Schema.builder()
            .rowKeys(SCHEMA.rowKeyFields())
            .values(SCHEMA.valueFields())
            .nullableValue("more", PrimitiveType.STRING)
            .build();
    // So many that the first transaction of the table is kept in the data bucket.
    List<String> splitPoints = IntStream.range(1, 500).mapToObj(String::valueOf).toList();
    ObjectNode changed =
        stack.resource(
            stack.properties(),
            new DeployedTable("t", longer, List.of(), Map.of()),
            new DeployedTable("u", SCHEMA, splitPoints, Map.of()));

    try (Recording recording = RequestRecorder.start(stack.kinds())) {
      create();
      assertThat(stack.update(changed, resource).text("Status")).isEqualTo("SUCCESS");
      assertThat(stack.update(changed, changed).text("Status")).isEqualTo("SUCCESS");
      stack.ecs().run(1);
      assertThat(stack.delete(changed).text("Status")).isEqualTo("SUCCESS");
      assertNeeds(Actor.DEPLOYMENT, recording);
    }
  }

  @Test
  void shouldListWhatTheDeploymentNeedsWhereBucketsGo() throws IOException {
    create();
    makeSnapshots();

    SortedSet<Permission> needed;
    try (Recording recording = RequestRecorder.start(stack.kinds())) {
      assertThat(stack.delete(stack.emptied(resource)).text("Status")).isEqualTo("SUCCESS");
      VersionedRemoval.run(stack.names().configBucket());
      VersionedRemoval.run(stack.names().dataBucket());
      needed = new TreeSet<>(recording.permissions());
    }
    needed.removeAll(Actor.DEPLOYMENT.permissions());
    assertNeeds(Actor.EMPTYING, needed);
  }

  /** Shows what there is as lines of the list. */
  private static void assertNeeds(Actor actor, Recording recording) {
    assertNeeds(actor, recording.permissions());
  }

  private static void assertNeeds(Actor actor, SortedSet<Permission> needed) {
    assertThat(needed)
        .as(
            "Permissions that %s needs:%n%s",
            actor,
            needed.stream()
                .map(each -> actor.text() + " " + each + "\n")
                .collect(Collectors.joining()))
        .containsExactlyElementsOf(actor.permissions());
  }

  private void create() throws IOException {
    assertThat(stack.create(resource).text("Status")).isEqualTo("SUCCESS");
  }

  private void runTask(ExecutionInterceptor... faults) throws IOException {
    try (SnsServer sns = SnsServer.start();
        FakeCloudWatch cloudWatch = new FakeCloudWatch();
        Endpoints endpoints = new Endpoints(sns, cloudWatch);
        SleeperInstance instance =
            SleeperInstance.connectToBucket(TestStack.aws(faults), stack.names().configBucket())) {
      RuntimeSettings settings = RuntimeSettings.of(instance);
      try (IngestTaskRuntime runtime =
          IngestTaskRuntime.create(
              instance,
              settings.withTask(
                  settings.task().withWaits(Duration.ofSeconds(1), Duration.ofSeconds(1))))) {
        runtime.run();
      }
      assertThat(sns.requests()).isNotEmpty();
      assertThat(cloudWatch.requests()).isNotEmpty();
    }
  }

  /** Lets clients find servers as in a container, where the environment names them. */
  private static final class Endpoints implements AutoCloseable {

    private final Map<String, String> properties;

    private Endpoints(SnsServer sns, FakeCloudWatch cloudWatch) {
      properties =
          Map.of(
              "aws.endpointUrlSns", sns.endpoint().toString(),
              "aws.endpointUrlCloudWatch", cloudWatch.endpoint().toString(),
              "aws.accessKeyId", TestCredentials.KEY,
              "aws.secretAccessKey", TestCredentials.SECRET,
              "aws.region", TestCredentials.REGION);
      properties.forEach(System::setProperty);
    }

    @Override
    public void close() {
      properties.keySet().forEach(System::clearProperty);
    }
  }

  private void invoke(RequestStreamHandler lambda) throws IOException {
    lambda.handleRequest(
        new ByteArrayInputStream(new byte[0]),
        new ByteArrayOutputStream(),
        new LambdaContext("request"));
  }

  private void send(String job, String path) {
    sendText(JobMessageWriter.write(job, "t", List.of(stack.source() + "/" + path)));
  }

  private void sendText(String text) {
    TestClients.sqs()
        .sendMessage(
            b ->
                b.queueUrl(stack.properties().get("sleeper.ingest.job.queue.url"))
                    .messageBody(text));
  }

  /** Ingests so often that several snapshots are written. */
  private void makeSnapshots() throws IOException {
    try (SleeperInstance instance = stack.open()) {
      for (int job = 0; job < 6; job++) {
        instance.ingestFactory().ingest("t", rows(1));
      }
    }
  }

  /** Puts a data file of a local instance into the source bucket. */
  private void putSource(String key, int rows) throws IOException {
    Path path = folder.resolve(key.replace('/', '-'));
    try (SleeperInstance local = SleeperInstance.init(path)) {
      local.tables().create(NewTable.named("t", SCHEMA).withProperties(PROPERTIES));
      local.ingestFactory().ingest("t", rows(rows));
      Path file = Path.of(local.tables().files("t", OptionalLong.empty()).get(0).path());
      TestClients.s3()
          .putObject(b -> b.bucket(stack.source()).key(key), RequestBody.fromFile(file));
    }
  }

  /** Rows that take four kilobytes each, however they are encoded. */
  private static List<Row> rows(int count) {
    Random random = new Random(1);
    return IntStream.range(0, count)
        .mapToObj(
            key -> {
              byte[] noise = new byte[4096];
              random.nextBytes(noise);
              return Row.of(SCHEMA, (long) key, noise);
            })
        .toList();
  }
}
