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
import sleeper.core.testing.SharedData;
import sleeper.core.tracker.JobEvent;
import sleeper.core.tracker.JobStatus;
import sleeper.core.tracker.TaskStatus;
import sleeper.statestore.dynamo.Items;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Trackers that Sleeper filled, read; and what was read, written again beside Sleeper's items. */
class GoldenTrackersTest {

  private static final String JOB_TABLE = "8e87ba81";
  private static final String LIST_TABLE = "37f6730e";
  private static final String NO_TABLE = "-";

  private final TrackerInstance theirs = new TrackerInstance();
  private final TrackerInstance ours = new TrackerInstance();

  @BeforeEach
  void load() throws IOException {
    load("ingest-job-updates", theirs.names().jobUpdates());
    load("ingest-job-lookup", theirs.names().jobLookup());
    load("ingest-task-status", theirs.names().taskStatus());
  }

  @AfterEach
  void close() {
    theirs.close();
    ours.close();
  }

  @Test
  void shouldReportJobsOfATableAsSleeperDid() throws IOException {
    assertThat(states(theirs.jobs().ofTable(JOB_TABLE))).isEqualTo(report("jobtable"));
    assertThat(states(theirs.jobs().ofTable(LIST_TABLE))).isEqualTo(report("listtable"));
  }

  @Test
  void shouldReportRejectedJobsAsSleeperDid() throws IOException {
    assertThat(states(theirs.jobs().ofRejectedJobs())).isEqualTo(report("rejected"));
  }

  @Test
  void shouldFindEveryJobByItsId() {
    for (String tableId : List.of(JOB_TABLE, LIST_TABLE, NO_TABLE)) {
      for (JobStatus job : JobStatus.of(theirs.jobs().ofTable(tableId))) {
        assertThat(JobStatus.of(theirs.jobs().ofJob(job.jobId()))).containsExactly(job);
      }
    }
  }

  @Test
  void shouldWriteJobsWithSleepersAttributes() {
    List.of(JOB_TABLE, LIST_TABLE, NO_TABLE).stream()
        .flatMap(tableId -> theirs.jobs().ofTable(tableId).stream())
        .sorted(Comparator.comparing(JobEvent::updateTime))
        .forEach(ours.jobs()::save);

    assertThat(withoutDistinction(ours.items(ours.names().jobUpdates())))
        .isEqualTo(withoutDistinction(theirs.items(theirs.names().jobUpdates())));
    assertThat(ours.items(ours.names().jobLookup()))
        .isEqualTo(theirs.items(theirs.names().jobLookup()));
  }

  @Test
  void shouldWriteTasksWithSleepersAttributes() {
    List<TaskStatus> tasks = theirs.tasks().all();
    assertThat(tasks).hasSizeGreaterThan(5).noneMatch(TaskStatus::isUnfinished);
    for (TaskStatus task : tasks) {
      ours.tasks().save(TaskStatus.started(task.taskId(), task.startTime()));
      ours.tasks().save(task);
    }

    assertThat(ours.items(ours.names().taskStatus()))
        .isEqualTo(writtenAtTheEnd(theirs.items(theirs.names().taskStatus())));
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

  private void load(String dump, String table) throws IOException {
    String text =
        Files.readString(SharedData.formats("golden/6-trackers/sleeper-golden-" + dump + ".json"));
    for (JsonNode item : Json.parse("dump", text).path("Items")) {
      Map<String, AttributeValue> attributes = new HashMap<>();
      item.fields()
          .forEachRemaining(field -> attributes.put(field.getKey(), value(field.getValue())));
      theirs.put(table, attributes);
    }
  }

  private static AttributeValue value(JsonNode node) {
    String kind = node.fieldNames().next();
    JsonNode content = node.path(kind);
    return switch (kind) {
      case "S" -> AttributeValue.fromS(content.asText());
      case "N" -> AttributeValue.fromN(content.asText());
      case "BOOL" -> AttributeValue.fromBool(content.asBoolean());
      case "NULL" -> AttributeValue.fromNul(true);
      case "L" ->
          AttributeValue.fromL(
              StreamSupport.stream(content.spliterator(), false)
                  .map(GoldenTrackersTest::value)
                  .toList());
      default -> throw new IllegalArgumentException("No such kind of attribute: " + kind);
    };
  }
}
