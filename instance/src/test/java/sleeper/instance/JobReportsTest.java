package sleeper.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sleeper.core.job.JobMessageWriter;
import sleeper.core.queue.JobQueue;
import sleeper.core.row.Row;
import sleeper.core.schema.PrimitiveType;
import sleeper.core.schema.Schema;
import sleeper.core.tracker.JobState;
import sleeper.core.tracker.JobStatus;
import sleeper.ingest.task.TaskListener;

class JobReportsTest {

  private static final Schema SCHEMA = Schema.builder().rowKey("key", PrimitiveType.LONG).build();

  @TempDir private Path temporary;
  private SleeperInstance instance;

  @BeforeEach
  void create() throws IOException {
    instance = SleeperInstance.init(temporary.resolve("instance"));
    instance.tables().create(NewTable.named("source", SCHEMA));
    instance.tables().create(NewTable.named("target", SCHEMA));
    instance.ingestFactory().ingest("source", List.of(Row.of(SCHEMA, 1L)));
  }

  @AfterEach
  void close() {
    instance.close();
  }

  @Test
  void shouldReportAJobWhoseMessageWasRejected() {
    runJob(temporary.resolve("missing.parquet").toString());

    assertThat(instance.jobReports().rejected())
        .singleElement()
        .satisfies(job -> assertThat(job.state()).isEqualTo(JobState.REJECTED));
  }

  @Test
  void shouldNotReportAJobAsRejectedThatWasSentAgainAndDone() throws IOException {
    runJob(temporary.resolve("missing.parquet").toString());

    runJob(instance.tables().files("source", OptionalLong.empty()).get(0).path());

    assertThat(instance.jobReports().rejected()).isEmpty();
    assertThat(instance.jobReports().all())
        .extracting(JobStatus::jobId, JobStatus::state)
        .containsExactly(tuple("job", JobState.FINISHED));
  }

  private void runJob(String file) {
    IngestTasks tasks = instance.ingestTasks();
    JobQueue queue = tasks.localQueue().orElseThrow();
    queue.send(JobMessageWriter.write("job", "target", List.of(file)));
    tasks
        .create(queue, tasks.settings().withWaits(Duration.ZERO, Duration.ZERO), TaskListener.NONE)
        .run();
  }
}
