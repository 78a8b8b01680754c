package sleeper.aws.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import sleeper.aws.Numbers;
import sleeper.aws.TestAws;
import sleeper.aws.notify.SnsServer;
import sleeper.aws.queue.JobQueues;
import sleeper.core.properties.AwsProperty;
import sleeper.core.properties.InstanceProperties;
import sleeper.core.properties.InstanceProperty;
import sleeper.core.queue.QueueDepth;
import sleeper.core.tracker.JobState;
import sleeper.core.tracker.JobStatus;
import sleeper.instance.SleeperInstance;
import sleeper.servers.AwsServers;
import sleeper.servers.FaultProxy;

/** Tasks as processes, on signals. Most of the time they wait, so they wait together. */
@Execution(ExecutionMode.CONCURRENT)
class IngestTaskProcessIT {

  /** What the JVM ends with after SIGTERM. */
  private static final int TERMINATED = 128 + 15;

  private static final InstanceProperties QUICK =
      InstanceProperties.empty()
          .with(InstanceProperty.INGEST_TASK_IDLE_SECONDS, 2)
          .with(InstanceProperty.INGEST_QUEUE_WAIT_SECONDS, 1)
          .with(InstanceProperty.INGEST_QUEUE_VISIBILITY_SECONDS, 3)
          .with(InstanceProperty.INGEST_TASK_RETRY_FIRST_SECONDS, 1)
          .with(InstanceProperty.INGEST_LEASE_SECONDS, 10);

  @TempDir private Path folder;

  @Test
  void shouldDoTheJobsOfAFolderAndEnd() throws Exception {
    Path path = folder.resolve("instance");
    try (SleeperInstance instance = SleeperInstance.init(path, QUICK)) {
      Numbers.createTables(instance);
      send(instance, "job-1", 0, 100);
      JobQueues.of(instance).send("{}");

      try (TaskProcess task = start(path.toString(), Map.of())) {
        assertThat(task.awaitEnd()).as(task.log()).isZero();
        assertThat(task.log().lines())
            .filteredOn(line -> line.contains("[job-1]"))
            .hasSizeGreaterThan(1)
            .allMatch(line -> line.matches("20\\d\\d-\\d\\d-\\d\\dT[0-9:.]+Z (INFO|WARN) .*"));
      }
      assertThat(Numbers.rows(instance)).isEqualTo(100);
    }
  }

  @Test
  void shouldSayWhatIsWrongAndEnd() throws Exception {
    try (TaskProcess task = start(folder.resolve("nothing").toString(), Map.of())) {
      assertThat(task.awaitEnd()).isEqualTo(3);
      assertThat(task.log().lines())
          .singleElement()
          .asString()
          .contains("ERROR", "The task cannot run: ", folder.resolve("nothing").toString());
    }
  }

  @Test
  void shouldFinishItsJobWhenItIsTerminatedAndTellAboutIt() throws Exception {
    SlowUploads uploads = new SlowUploads(2000);
    try (SnsServer sns = SnsServer.start();
        FaultProxy s3 = FaultProxy.start(AwsServers.s3(), uploads)) {
      String id = TestAws.create(QUICK.with(AwsProperty.NOTIFICATION_TOPIC_ARN, SnsServer.TOPIC));
      try (SleeperInstance instance = TestAws.open(id)) {
        Numbers.createTables(instance);
        send(instance, "job-1", 0, 100);
        send(instance, "job-2", 100, 200);
        Map<String, String> environment = aws(s3.endpoint());
        environment.put("AWS_ENDPOINT_URL_SNS", sns.endpoint().toString());

        try (TaskProcess task = start(id, environment)) {
          uploads.await();
          task.terminate();
          assertThat(task.awaitEnd()).as(task.log()).isEqualTo(TERMINATED);
        }

        assertThat(Numbers.rows(instance)).isEqualTo(100);
        assertThat(states(instance)).containsOnly(JobState.FINISHED);
        assertThat(JobQueues.of(instance).depth().waiting()).isEqualTo(1);
        assertThat(sns.requests()).hasSize(1);
        assertThat(sns.requests().peek().form().get("Message")).contains("\"finished\"");
        assertThat(instance.jobReports().tasks())
            .singleElement()
            .satisfies(task -> assertThat(task.finishTime()).isPresent());
      }
    }
  }

  @Test
  void shouldGiveBackAJobThatItCannotFinishInTime() throws Exception {
    SlowUploads uploads = new SlowUploads(60_000);
    try (FaultProxy s3 = FaultProxy.start(AwsServers.s3(), uploads)) {
      String id = TestAws.create(QUICK.with(InstanceProperty.INGEST_TASK_GRACE_SECONDS, 6));
      try (SleeperInstance instance = TestAws.open(id)) {
        Numbers.createTables(instance);
        send(instance, "job-1", 0, 100);

        try (TaskProcess task = start(id, aws(s3.endpoint()))) {
          uploads.await();
          long start = System.nanoTime();
          task.terminate();
          assertThat(task.awaitEnd()).as(task.log()).isEqualTo(TERMINATED);
          assertThat(System.nanoTime() - start).as(task.log()).isLessThan(12_000_000_000L);
          assertThat(task.log()).contains("given back");
        }
        assertThat(Numbers.rows(instance)).isZero();
        assertThat(JobQueues.of(instance).depth())
            .returns(1L, QueueDepth::waiting)
            .returns(0L, QueueDepth::inFlight);

        try (TaskProcess task = start(id, aws(AwsServers.s3()))) {
          assertThat(task.awaitEnd()).as(task.log()).isZero();
        }
        assertThat(Numbers.rows(instance)).isEqualTo(100);
      }
    }
  }

  @Test
  void shouldDoAJobOnceWhoseTaskWasKilled() throws Exception {
    SlowUploads uploads = new SlowUploads(60_000);
    try (FaultProxy s3 = FaultProxy.start(AwsServers.s3(), uploads)) {
      String id = TestAws.create(QUICK);
      try (SleeperInstance instance = TestAws.open(id)) {
        Numbers.createTables(instance);
        send(instance, "job-1", 0, 100);

        try (TaskProcess task = start(id, aws(s3.endpoint()))) {
          uploads.await();
          task.kill();
        }
        assertThat(Numbers.rows(instance)).isZero();
        Map<String, String> bucket = aws(AwsServers.s3());
        String config = instance.properties().get(AwsProperty.CONFIG_BUCKET);

        try (TaskProcess task = start(config, bucket)) {
          assertThat(task.awaitEnd()).as(task.log()).isZero();
        }
        assertThat(Numbers.rows(instance)).isEqualTo(100);
        assertThat(states(instance)).containsOnly(JobState.FINISHED);
        assertThat(JobQueues.of(instance).depth())
            .returns(0L, QueueDepth::waiting)
            .returns(0L, QueueDepth::inFlight);
      }
    }
  }

  private TaskProcess start(String instance, Map<String, String> environment) throws IOException {
    return TaskProcess.start(instance, environment, folder.resolve("task.log"));
  }

  private static Map<String, String> aws(URI s3) {
    Map<String, String> environment = new HashMap<>(AwsServers.environment());
    environment.put("AWS_ENDPOINT_URL_S3", s3.toString());
    return environment;
  }

  private static void send(SleeperInstance instance, String job, long from, long to)
      throws IOException {
    JobQueues.of(instance).send(Numbers.message(job, Numbers.makeFile(instance, from, to)));
  }

  private static List<JobState> states(SleeperInstance instance) {
    return instance.jobReports().ofTable(Numbers.TABLE).stream().map(JobStatus::state).toList();
  }
}
