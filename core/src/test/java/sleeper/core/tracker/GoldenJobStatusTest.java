package sleeper.core.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Reports on what Sleeper wrote down, beside Sleeper's own. */
class GoldenJobStatusTest {

  /** What Sleeper calls the class of an update. */
  private static final Map<Class<? extends JobUpdate>, String> NAMES =
      Map.of(
          JobUpdate.Accepted.class, "IngestJobAcceptedStatus",
          JobUpdate.Rejected.class, "IngestJobRejectedStatus",
          JobUpdate.Started.class, "IngestJobStartedStatus",
          JobUpdate.AddedFiles.class, "IngestJobAddedFilesStatus",
          JobUpdate.Finished.class, "IngestJobFinishedStatus",
          JobUpdate.Failed.class, "JobRunFailedStatus");

  @Test
  void shouldWriteEveryUpdateAsSleeperDid() {
    for (ObjectNode item : GoldenJobTracker.jobUpdates()) {
      ObjectNode written = JobEventJson.write(JobEventJson.read(item).orElseThrow());

      ObjectNode expected = item.deepCopy();
      expected.remove(List.of("ExpiryDate", "JobIdAndUpdate"));
      assertThat(asText(written)).isEqualTo(asText(expected));
    }
  }

  @Test
  void shouldReportTheJobsOfATableAsSleeperDid() {
    assertReport("jobtable", run -> GoldenJobTracker.JOB_TABLE_ID.equals(run.tableId()));
    assertReport("listtable", run -> GoldenJobTracker.LIST_TABLE_ID.equals(run.tableId()));
  }

  @Test
  void shouldReportRejectedJobsAsSleeperDid() {
    List<JobStatus> rejected =
        JobStatus.of(events(run -> true)).stream()
            .filter(job -> job.state() == JobState.REJECTED)
            .toList();

    assertSame(rejected, GoldenJobTracker.report("rejected"));
  }

  private static void assertReport(String name, Predicate<JobRunIds> runs) {
    assertSame(JobStatus.of(events(runs)), GoldenJobTracker.report(name));
  }

  private static void assertSame(List<JobStatus> jobs, List<JsonNode> report) {
    assertThat(jobs).isNotEmpty().hasSameSizeAs(report);
    for (int i = 0; i < jobs.size(); i++) {
      JobStatus job = jobs.get(i);
      JsonNode expected = report.get(i);
      assertThat(job.jobId()).isEqualTo(expected.path("jobId").asText());
      assertThat(job.state().name()).as(job.jobId()).isEqualTo(expected.path("status").asText());
      assertThat(job.inputFiles()).isEqualTo(expected.path("inputFiles").asInt());
      assertThat(job.runs()).hasSize(1);
      assertSameRun(job.runs().get(0), expected.path("runs").path(0));
    }
  }

  private static void assertSameRun(JobRunStatus run, JsonNode expected) {
    assertThat(run.taskId().orElse(null)).isEqualTo(expected.path("taskId").asText(null));
    assertThat(run.state().name()).isEqualTo(expected.path("status").asText());
    assertThat(run.events())
        .extracting(event -> NAMES.get(event.update().getClass()))
        .isEqualTo(texts(expected.path("updates")));
    assertThat(run.failureReasons()).isEqualTo(texts(expected.path("failureReasons")));
    assertThat(summary(run)).isEqualTo(withoutRates(expected.path("summary").asText()));
  }

  private static String summary(JobRunStatus run) {
    return String.format(
        Locale.ROOT,
        "JobRunSummary{rowsProcessed=RowsProcessed{rowsRead=%d, rowsWritten=%d}, "
            + "runTime=JobRunTime{startTime=%s, endTime=%s, timeInProcess=%s}",
        run.rows().read(),
        run.rows().written(),
        run.startTime(),
        run.finishTime().orElseThrow(),
        run.duration().orElseThrow());
  }

  private static String withoutRates(String summary) {
    return summary.replaceAll(", rowsReadPerSecond=.*", "");
  }

  private static List<JobEvent> events(Predicate<JobRunIds> runs) {
    return GoldenJobTracker.jobUpdates().stream()
        .map(item -> JobEventJson.read(item).orElseThrow())
        .filter(event -> runs.test(event.run()))
        .toList();
  }

  private static Map<?, ?> asText(ObjectNode json) {
    Map<String, String> members = new TreeMap<>();
    json.fields().forEachRemaining(f -> members.put(f.getKey(), f.getValue().toString()));
    return members;
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }
}
