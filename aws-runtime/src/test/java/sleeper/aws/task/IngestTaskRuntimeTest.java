package sleeper.aws.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sleeper.aws.Numbers;
import sleeper.aws.TestAws;
import sleeper.aws.queue.JobQueues;
import sleeper.aws.task.RuntimeSettings.MetricsOutput;
import sleeper.core.error.InvalidInput;
import sleeper.core.properties.AwsProperty;
import sleeper.core.properties.InstanceProperties;
import sleeper.core.properties.InstanceProperty;
import sleeper.core.properties.MetricsTarget;
import sleeper.core.queue.JobQueue;
import sleeper.core.queue.QueueDepth;
import sleeper.core.tracker.TaskTotals;
import sleeper.ingest.task.JobEnd;
import sleeper.ingest.task.JobOutcome;
import sleeper.ingest.task.TaskListener;
import sleeper.instance.SleeperInstance;
import sleeper.instance.aws.AwsNames;
import sleeper.servers.TestClients;
import sleeper.servers.TestCredentials;
import software.amazon.awssdk.core.sync.RequestBody;

class IngestTaskRuntimeTest {

  @TempDir private Path folder;

  @Test
  void shouldDoTheJobsOfAFolder() throws Exception {
    try (SleeperInstance instance = SleeperInstance.init(folder.resolve("instance"))) {
      doJobs(instance);
    }
  }

  @Test
  void shouldDoTheJobsOfAnInstanceOnAws() throws Exception {
    String id = TestAws.create(InstanceProperties.empty());
    try (SleeperInstance instance = TestAws.open(id)) {
      doJobs(instance);
      assertThat(JobQueues.maxReceives(instance)).hasValue(5);
      assertThat(instance.awsClients().orElseThrow().requests().counts().summary())
          .contains("S3.PutObject", "DynamoDb.TransactWriteItems", "Sqs.ReceiveMessage");
    }
  }

  private static void doJobs(SleeperInstance instance) throws Exception {
    Numbers.createTables(instance);
    JobQueue queue = JobQueues.of(instance);
    queue.send(Numbers.message("job-1", Numbers.makeFile(instance, 0, 100)));
    queue.send(Numbers.message("job-2", Numbers.makeFile(instance, 100, 150)));
    queue.send("{}");
    Ends ends = new Ends();

    try (IngestTaskRuntime runtime =
        IngestTaskRuntime.create(
            instance, settings(instance, Duration.ofMillis(300)).withListener(ends))) {
      TaskTotals totals = runtime.run();

      assertThat(totals.jobs()).isEqualTo(2);
      assertThat(totals.rows().written()).isEqualTo(150);
      assertThat(runtime.metricsPort()).isPositive();
    }
    assertThat(ends.outcomes)
        .containsExactlyInAnyOrder(JobOutcome.FINISHED, JobOutcome.FINISHED, JobOutcome.REJECTED);
    assertThat(Numbers.rows(instance)).isEqualTo(150);
    assertThat(queue.depth()).extracting(QueueDepth::waiting, QueueDepth::dead).containsOnly(0L);
  }

  @Test
  void shouldStopWhenToldTo() throws Exception {
    ExecutorService threads = Executors.newSingleThreadExecutor();
    try (SleeperInstance instance = SleeperInstance.init(folder.resolve("instance"));
        IngestTaskRuntime runtime =
            IngestTaskRuntime.create(instance, settings(instance, Duration.ofHours(1)))) {
      Future<TaskTotals> end = threads.submit(runtime::run);
      // A task that has not begun to wait for messages is stopped as well.
      assertThat(runtime.stop(Duration.ofSeconds(20))).isTrue();

      assertThat(end.get()).isEqualTo(TaskTotals.NONE);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void shouldSayThatAnInstanceHasNoQueue() {
    String id = TestAws.create(InstanceProperties.empty());
    String bucket = new AwsNames(id, TestCredentials.ACCOUNT).configBucket();
    TestClients.s3()
        .putObject(
            put -> put.bucket(bucket).key("instance.properties"),
            RequestBody.fromString(
                InstanceProperties.empty()
                    .with(InstanceProperty.ID, id)
                    .with(AwsProperty.DATA_BUCKET, bucket)
                    .toText()));

    try (SleeperInstance instance = TestAws.open(id)) {
      assertThatThrownBy(() -> JobQueues.of(instance))
          .isInstanceOf(InvalidInput.class)
          .hasMessageContaining(id + " has no queue of ingest jobs");
      assertThat(JobQueues.maxReceives(instance)).isEmpty();
    }
  }

  @Test
  void shouldTakeItsSettingsFromTheProperties() {
    InstanceProperties properties =
        InstanceProperties.empty()
            .with(InstanceProperty.INGEST_METRICS, MetricsTarget.PROMETHEUS)
            .with(InstanceProperty.INGEST_METRICS_PORT, 1234)
            .with(InstanceProperty.INGEST_TASK_GRACE_SECONDS, 7);
    try (SleeperInstance instance = SleeperInstance.init(folder.resolve("instance"), properties)) {
      RuntimeSettings settings = RuntimeSettings.of(instance);

      assertThat(settings.metrics()).isEqualTo(MetricsOutput.prometheus(1234));
      assertThat(settings.grace()).isEqualTo(Duration.ofSeconds(7));
    }
  }

  @Test
  void shouldFindTheInstanceInArgumentsAndEnvironment() {
    Map<String, String> none = Map.of();
    assertThat(InstanceAddress.of(List.of("my-id"), none))
        .isEqualTo(new InstanceAddress.Id("my-id"));
    assertThat(InstanceAddress.of(List.of("./my-id"), none))
        .isEqualTo(new InstanceAddress.Folder(Path.of("./my-id")));
    assertThat(InstanceAddress.of(List.of("sleeper-my-id-config-123456789012"), none))
        .isEqualTo(new InstanceAddress.Bucket("sleeper-my-id-config-123456789012"));
    assertThat(InstanceAddress.of(List.of(), Map.of("SLEEPER_INSTANCE", "my-id")))
        .isEqualTo(new InstanceAddress.Id("my-id"));
    assertThat(InstanceAddress.of(List.of(), Map.of("CONFIG_BUCKET", "any-bucket")))
        .isEqualTo(new InstanceAddress.Bucket("any-bucket"));
    assertThatThrownBy(() -> InstanceAddress.of(List.of(), none))
        .isInstanceOf(InvalidInput.class)
        .hasMessageStartingWith("Name one instance");
    assertThatThrownBy(() -> InstanceAddress.of(List.of("a", "b"), none))
        .isInstanceOf(InvalidInput.class);
  }

  private static RuntimeSettings settings(SleeperInstance instance, Duration idle) {
    RuntimeSettings settings = RuntimeSettings.of(instance);
    return settings
        .withTask(settings.task().withWaits(Duration.ofSeconds(1), idle))
        .withMetrics(MetricsOutput.prometheus(0));
  }

  private static final class Ends implements TaskListener {

    private final List<JobOutcome> outcomes = Collections.synchronizedList(new ArrayList<>());

    @Override
    public void jobEnded(JobEnd end) {
      outcomes.add(end.outcome());
    }
  }
}
