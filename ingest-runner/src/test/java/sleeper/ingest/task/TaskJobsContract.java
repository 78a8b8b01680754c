package sleeper.ingest.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import sleeper.core.error.InvalidInput;
import sleeper.core.tracker.JobDetails.InputRows;
import sleeper.core.tracker.JobPhase;
import sleeper.core.tracker.JobRunStatus;
import sleeper.core.tracker.JobState;
import sleeper.core.tracker.JobStatus;
import sleeper.core.tracker.RowCounts;
import sleeper.core.tracker.TaskStatus;

/** What a task does with the jobs that messages ask for, whatever it is that keeps them. */
abstract class TaskJobsContract extends IngestTaskContract {

  @Test
  void shouldDoAJobAndSayWhatItDid() {
    world.send("job", "in/1.parquet", "in/2.parquet");

    IngestTask task = world.runTask();

    assertThat(world.rows()).isEqualTo(150);
    assertThat(world.outcomes).containsExactly(JobOutcome.FINISHED);
    assertThat(world.depth().inFlight() + world.depth().waiting()).isZero();
    JobStatus job = world.job("job");
    assertThat(job.state()).isEqualTo(JobState.FINISHED);
    assertThat(job.inputFiles()).isEqualTo(2);
    JobRunStatus run = job.runs().get(0);
    assertThat(run.rows()).isEqualTo(new RowCounts(150, 150));
    assertThat(run.taskId()).contains(task.id());
    assertThat(run.events())
        .extracting(event -> event.update().type())
        .containsExactly("started", "addedFiles", "finished");
    assertThat(world.adapters().progress().details(TABLE, "job", String.valueOf(run.runId())))
        .hasValueSatisfying(
            details ->
                assertThat(details.inputs())
                    .containsExactly(
                        new InputRows("in/1.parquet", 100), new InputRows("in/2.parquet", 50)));
    assertThat(lastProgress("job"))
        .hasValueSatisfying(
            last -> {
              assertThat(last.phase()).isEqualTo(JobPhase.DONE);
              assertThat(last.counts().rows()).isEqualTo(150);
              assertThat(last.counts().totalRows()).isEqualTo(OptionalLong.of(150));
            });
  }

  @Test
  void shouldSayWhatTheTaskDid() {
    world.send("one", "in/1.parquet");
    world.send("two", "in/2.parquet");
    world.send("broken", "in/none.parquet");

    IngestTask task = world.runTask();

    TaskStatus status = world.adapters().tasks().find(task.id()).orElseThrow();
    assertThat(status.end()).isNotNull();
    assertThat(status.end().totals().jobs()).isEqualTo(2);
    assertThat(status.end().totals().rows()).isEqualTo(new RowCounts(150, 150));
  }

  @Test
  void shouldDoNothingForAMessageThatIsDeliveredTwice() {
    world.send("job", "in/1.parquet");
    world.send("job", "in/1.parquet");

    world.runTask();

    assertThat(world.outcomes).containsExactlyInAnyOrder(JobOutcome.FINISHED, JobOutcome.DUPLICATE);
    assertThat(world.rows()).isEqualTo(100);
    assertThat(world.job("job").runs()).hasSize(1);
    assertThat(world.job("job").runs().get(0).events()).hasSize(3);
  }

  @Test
  void shouldWriteDownAndRemoveWhatIsNoJob() {
    world.queue.send("not json");
    world.queue.send("{\"id\":\"known\",\"tableName\":\"readings\"}");

    world.runTask(TaskWorld.SETTINGS.withVisibility(Duration.ofSeconds(30)));

    assertThat(world.outcomes).containsExactly(JobOutcome.REJECTED, JobOutcome.REJECTED);
    assertThat(world.depth().inFlight() + world.depth().waiting()).isZero();
    List<JobStatus> rejected = JobStatus.of(world.adapters().jobs().ofRejectedJobs());
    assertThat(rejected).extracting(JobStatus::state).containsOnly(JobState.REJECTED);
    assertThat(world.job("known").runs().get(0).failureReasons())
        .containsExactly("Missing property \"files\"");
  }

  @Test
  void shouldRejectPathsThatLeadToNoFile() {
    world.send("job", "in/1.parquet", "in/none.parquet");

    world.runTask();

    assertThat(world.job("job").state()).isEqualTo(JobState.REJECTED);
    assertThat(world.job("job").runs().get(0).failureReasons())
        .containsExactly(
            "Could not find one or more paths", "Input in/none.parquet does not exist");
  }

  @Test
  void shouldNotReadAFileThatWasFoundWhereNoneMayBeRead() {
    world.policy = path -> path.contains("2") ? Optional.of("is secret") : Optional.empty();
    world.send("job", "in/1.parquet", "in/2.parquet");

    world.runTask();

    assertThat(world.rows()).isZero();
    assertThat(world.job("job").runs().get(0).failureReasons())
        .containsExactly("Path is not allowed: \"in/2.parquet\" is secret");
  }

  @Test
  void shouldTryAgainWhatMayWorkLater() {
    AtomicInteger failures = new AtomicInteger();
    world.objects.failCommits(key -> key.endsWith(".parquet") && failures.getAndIncrement() == 0);
    world.send("job", "in/1.parquet");

    world.runTask();

    assertThat(world.outcomes).containsExactly(JobOutcome.RETRIED, JobOutcome.FINISHED);
    assertThat(world.rows()).isEqualTo(100);
    JobStatus job = world.job("job");
    assertThat(job.state()).isEqualTo(JobState.FINISHED);
    assertThat(job.runs())
        .extracting(JobRunStatus::state)
        .containsExactly(JobState.FINISHED, JobState.FAILED);
    assertThat(job.runs().get(1).failureReasons().get(0)).contains("The disk is full");
  }

  @Test
  void shouldSetAsideAMessageThatFailsTooOften() {
    world.objects.failCommits(key -> key.startsWith(TABLE));
    world.send("job", "in/1.parquet");

    world.runTask();

    assertThat(world.outcomes)
        .containsExactly(JobOutcome.RETRIED, JobOutcome.RETRIED, JobOutcome.RETRIED);
    assertThat(world.depth().dead()).isEqualTo(1);
    assertThat(world.job("job").state()).isEqualTo(JobState.FAILED);
    assertThat(world.uploads()).isEmpty();
    assertThat(lastProgress("job").orElseThrow().phase()).isEqualTo(JobPhase.GIVEN_BACK);
  }

  @Test
  void shouldFailAtOnceWhatNeverWorks() {
    world.sources.put("in/bad.parquet", "no Parquet".repeat(10).getBytes(StandardCharsets.UTF_8));
    world.send("job", "in/bad.parquet");

    world.runTask();

    assertThat(world.outcomes).containsExactly(JobOutcome.FAILED);
    assertThat(world.depth().dead() + world.depth().waiting()).isZero();
    assertThat(world.job("job").state()).isEqualTo(JobState.FAILED);
    assertThat(world.job("job").runs().get(0).failureReasons().get(0)).contains("in/bad.parquet");
    assertThat(lastProgress("job").orElseThrow().phase()).isEqualTo(JobPhase.FAILED);
  }

  @Test
  void shouldNotTakeAnotherJobOfTheSameIdForADuplicate() {
    world.send("job", "in/1.parquet");
    world.runTask();
    world.send("job", "in/2.parquet");

    world.runTask();

    assertThat(world.outcomes).containsExactly(JobOutcome.FINISHED, JobOutcome.FAILED);
    assertThat(world.rows()).isEqualTo(100);
    assertThat(world.job("job").runs())
        .extracting(JobRunStatus::state)
        .containsExactly(JobState.FAILED, JobState.FINISHED);
    assertThat(world.job("job").runs().get(0).failureReasons().get(0))
        .contains("was used in table readings for other input");
  }

  @Test
  void shouldDoTwoJobsAtOnceWithinOneBudget() {
    CountDownLatch opened = new CountDownLatch(2);
    world.sources.whenOpened(
        name -> {
          opened.countDown();
          awaitAt(opened);
        });
    world.send("one", "in/1.parquet");
    world.send("two", "in/2.parquet");

    world.runTask(TaskWorld.SETTINGS.withJobsAtOnce(2));

    assertThat(world.outcomes).containsExactly(JobOutcome.FINISHED, JobOutcome.FINISHED);
    assertThat(world.rows()).isEqualTo(150);
    assertThatThrownBy(() -> world.task(TaskWorld.SETTINGS.withJobsAtOnce(5)))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("too small for 5 jobs at once: a job needs at least 16M");
  }
}
