package sleeper.statestore.dynamo.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sleeper.core.json.Json;
import sleeper.core.properties.InstanceProperties;
import sleeper.core.properties.InstanceProperty;
import sleeper.core.testing.SharedData;
import sleeper.core.tracker.JobEvent;
import sleeper.core.tracker.JobStatus;
import sleeper.core.tracker.TaskStatus;
import sleeper.servers.DumpedInstance;
import sleeper.servers.TestClients;
import sleeper.statestore.dynamo.DynamoTableNames;
import sleeper.statestore.dynamo.Items;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Trackers that Sleeper filled, read; and what was read, written again beside Sleeper's items. */
class GoldenTrackersTest {

  private static final String JOB_TABLE = "8e87ba81";
  private static final String LIST_TABLE = "37f6730e";
  private static final String NO_TABLE = "-";

  private final DynamoTableNames names =
      new DynamoTableNames(InstanceProperties.empty().with(InstanceProperty.ID, "golden"));
  private final DynamoJobTracker theirJobs =
      new DynamoJobTracker(TestClients.dynamoDb(), names, TrackerInstance.KEEP);
  private final DynamoTaskTracker theirTasks =
      new DynamoTaskTracker(TestClients.dynamoDb(), names, TrackerInstance.KEEP);
  private final TrackerInstance ours = new TrackerInstance();
  private DumpedInstance dump;

  @BeforeEach
  void load() throws IOException {
    dump = DumpedInstance.loadTables(SharedData.formats("golden/6-trackers"));
  }

  @AfterEach
  void close() {
    dump.close();
    ours.close();
  }

  @Test
  void shouldReportJobsOfATableAsSleeperDid() throws IOException {
    assertThat(states(theirJobs.ofTable(JOB_TABLE))).isEqualTo(report("jobtable"));
    assertThat(states(theirJobs.ofTable(LIST_TABLE))).isEqualTo(report("listtable"));
  }

  @Test
  void shouldReportRejectedJobsAsSleeperDid() throws IOException {
    assertThat(states(theirJobs.ofRejectedJobs())).isEqualTo(report("rejected"));
  }

  @Test
  void shouldFindEveryJobByItsId() {
    for (String tableId : List.of(JOB_TABLE, LIST_TABLE, NO_TABLE)) {
      for (JobStatus job : JobStatus.of(theirJobs.ofTable(tableId))) {
        assertThat(JobStatus.of(theirJobs.ofJob(job.jobId()))).containsExactly(job);
      }
    }
  }

  @Test
  void shouldWriteJobsWithSleepersAttributes() {
    List.of(JOB_TABLE, LIST_TABLE, NO_TABLE).stream()
        .flatMap(tableId -> theirJobs.ofTable(tableId).stream())
        .sorted(Comparator.comparing(JobEvent::updateTime))
        .forEach(ours.jobs()::save);

    assertThat(withoutDistinction(TrackerInstance.items(ours.names().jobUpdates())))
        .isEqualTo(withoutDistinction(TrackerInstance.items(names.jobUpdates())));
    assertThat(TrackerInstance.items(ours.names().jobLookup()))
        .isEqualTo(TrackerInstance.items(names.jobLookup()));
  }

  @Test
  void shouldWriteTasksWithSleepersAttributes() {
    List<TaskStatus> tasks = theirTasks.all();
    assertThat(tasks).hasSizeGreaterThan(5).noneMatch(TaskStatus::isUnfinished);
    for (TaskStatus task : tasks) {
      ours.tasks().save(TaskStatus.started(task.taskId(), task.startTime()));
      ours.tasks().save(task);
    }

    assertThat(TrackerInstance.items(ours.names().taskStatus()))
        .isEqualTo(writtenAtTheEnd(TrackerInstance.items(names.taskStatus())));
  }

  /** Sleeper looks at the clock again when it writes an end, sometimes a millisecond later. */
  private static Set<Map<String, AttributeValue>> writtenAtTheEnd(
      Set<Map<String, AttributeValue>> items) {
    return items.stream()
        .map(
            item -> {
              Map<String, AttributeValue> copy = new HashMap<>(item);
              if (item.containsKey("FinishTime")) {
                assertThat(Items.number(item, "UpdateTime") - Items.number(item, "FinishTime"))
                    .isBetween(0L, 5L);
                copy.put("UpdateTime", item.get("FinishTime"));
              }
              return copy;
            })
        .collect(Collectors.toSet());
  }

  /** Sleeper ends the keys of updates with a random number. */
  private static Set<Map<String, AttributeValue>> withoutDistinction(
      Set<Map<String, AttributeValue>> items) {
    return items.stream()
        .map(
            item -> {
              Map<String, AttributeValue> copy = new HashMap<>(item);
              String key = Items.text(item, "JobIdAndUpdate");
              assertThat(key).matches(".*\\|\\d+\\|[0-9a-f]{8}");
              copy.put("JobIdAndUpdate", Items.text(key.substring(0, key.length() - 8)));
              return copy;
            })
        .collect(Collectors.toSet());
  }

  private static List<String> states(List<JobEvent> events) {
    return JobStatus.of(events).stream()
        .map(job -> line(job.jobId(), job.state().name(), job.runs().get(0).failureReasons()))
        .toList();
  }

  private static List<String> report(String name) throws IOException {
    return Files.readAllLines(SharedData.formats("golden/6-trackers/job-status-" + name + ".jsonl"))
        .stream()
        .map(line -> Json.parse("report", line))
        .map(
            job ->
                line(
                    job.path("jobId").asText(),
                    job.path("status").asText(),
                    texts(job.path("runs").path(0).path("failureReasons"))))
        .toList();
  }

  private static String line(String jobId, String state, List<String> reasons) {
    return jobId + " " + state + " " + reasons;
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }
}
