package sleeper.aws.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sleeper.aws.Numbers;
import sleeper.aws.TestAws;
import sleeper.aws.queue.JobQueues;
import sleeper.aws.setup.AwsInstanceSetup;
import sleeper.aws.task.IngestTaskRuntime;
import sleeper.aws.task.RuntimeSettings;
import sleeper.core.error.InvalidInput;
import sleeper.core.ingest.CollectReport;
import sleeper.core.properties.InstanceProperties;
import sleeper.core.queue.JobQueue;
import sleeper.core.row.CloseableIterator;
import sleeper.core.row.Row;
import sleeper.core.tracker.JobState;
import sleeper.core.tracker.JobStatus;
import sleeper.instance.SleeperInstance;
import sleeper.instance.aws.AwsClients;
import sleeper.query.Query;
import sleeper.query.QueryResults;
import sleeper.query.TableQuery;

/** An instance from its first day to its last, on any servers that speak AWS's protocols. */
abstract class InstanceSuite {

  private final String id = TestAws.newId();

  /** New clients of the servers. */
  abstract AwsClients clients();

  @BeforeEach
  void makeInstance() {
    try (AwsClients clients = clients()) {
      new AwsInstanceSetup(clients).create(id, InstanceProperties.empty());
    }
    try (SleeperInstance instance = open()) {
      Numbers.createTables(instance);
    }
  }

  @AfterEach
  void deleteInstance() {
    try (AwsClients clients = clients()) {
      new AwsInstanceSetup(clients).delete(id);
    }
    assertThatThrownBy(this::open).isInstanceOf(InvalidInput.class);
  }

  @Test
  void shouldDoJobsThatComeAsMessages() throws IOException {
    try (SleeperInstance instance = open()) {
      JobQueue queue = JobQueues.of(instance);
      String file = Numbers.makeFile(instance, 0, 1000);
      queue.send(Numbers.message("job-1", file));
      queue.send(Numbers.message("job-1", file));
      queue.send(Numbers.message("job-2", Numbers.makeFile(instance, 1000, 1100)));
      queue.send("no job");

      runTask(instance);

      assertThat(queue.depth().waiting() + queue.depth().inFlight()).isZero();
    }
    try (SleeperInstance instance = open()) {
      TableQuery numbers = instance.query(Numbers.TABLE);
      assertThat(keys(numbers, numbers.query().build()))
          .containsExactlyInAnyOrderElementsOf(LongStream.range(0, 1100).boxed().toList());
      assertThat(keys(numbers, numbers.query().key(1042L).build())).containsExactly(1042L);
      assertThat(instance.jobReports().ofTable(Numbers.TABLE))
          .extracting(JobStatus::state)
          .containsExactly(JobState.FINISHED, JobState.FINISHED);
      assertThat(instance.jobReports().rejected()).hasSize(1);
    }
  }

  @Test
  void shouldDoAJobAgainOfATableThatWasCleared() throws IOException {
    try (SleeperInstance instance = open()) {
      JobQueues.of(instance).send(Numbers.message("job-1", Numbers.makeFile(instance, 0, 10)));
      runTask(instance);
      instance.tables().clear(Numbers.TABLE);
      JobQueues.of(instance).send(Numbers.message("job-1", Numbers.makeFile(instance, 5, 10)));
      runTask(instance);

      assertThat(Numbers.rows(instance)).isEqualTo(5);
      CollectReport collected = instance.collect();
      assertThat(collected.problems()).isEmpty();
      assertThat(collected.objectsSwept()).isZero();
    }
  }

  private static void runTask(SleeperInstance instance) throws IOException {
    RuntimeSettings settings = RuntimeSettings.of(instance);
    try (IngestTaskRuntime runtime =
        IngestTaskRuntime.create(
            instance,
            settings.withTask(
                settings.task().withWaits(Duration.ofSeconds(1), Duration.ofSeconds(1))))) {
      runtime.run();
    }
  }

  private static List<Long> keys(TableQuery table, Query query) throws IOException {
    List<Long> keys = new ArrayList<>();
    try (QueryResults results = table.run(query);
        CloseableIterator<Row> rows = results.rows()) {
      rows.forEachRemaining(row -> keys.add((Long) row.get("key")));
    }
    return keys;
  }

  private SleeperInstance open() {
    return SleeperInstance.connect(clients(), id);
  }
}
