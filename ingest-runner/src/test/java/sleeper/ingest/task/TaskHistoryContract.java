package sleeper.ingest.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import sleeper.core.ingest.contract.FaultyCommitStore.Fault;
import sleeper.core.testing.steps.Steps;
import sleeper.core.testing.steps.WatchedPort;
import sleeper.core.tracker.JobDetails.InputRows;
import sleeper.core.tracker.JobEvent;
import sleeper.core.tracker.JobPhase;
import sleeper.core.tracker.JobProgress;
import sleeper.core.tracker.JobRunIds;
import sleeper.core.tracker.JobState;
import sleeper.core.tracker.JobStatus;
import sleeper.core.tracker.JobTracker;
import sleeper.core.tracker.JobUpdate;
import sleeper.core.tracker.RowCounts;
import sleeper.ingest.runner.IngestResult;

/** What is told of jobs, now and of earlier runs that were killed before they said all. */
abstract class TaskHistoryContract extends IngestTaskContract {

  /** Of what comes after the commit nothing is sure to be said. */
  @Test
  void shouldHaveSaidWhatItReadBeforeItCommits() {
    List<InputRows> said = new ArrayList<>();
    world.commits.beforeNextCommit(
        () -> {
          String run = String.valueOf(world.job("job").runs().get(0).runId());
          world
              .adapters()
              .progress()
              .details(TABLE, "job", run)
              .ifPresent(details -> said.addAll(details.inputs()));
        });
    world.send("job", "in/1.parquet", "in/2.parquet");

    world.runTask();

    assertThat(said)
        .containsExactly(new InputRows("in/1.parquet", 100), new InputRows("in/2.parquet", 50));
  }

  @Test
  void shouldFinishWhatAKilledTaskLeftUnsaid() throws IOException {
    IngestResult committed =
        world.factory().ingestFiles(TaskWorld.TABLE.name(), "job", List.of("in/1.parquet"));
    saveStarted("job", committed.entry().runId());
    world.send("job", "in/1.parquet");

    world.runTask();

    assertThat(world.outcomes).containsExactly(JobOutcome.DUPLICATE);
    JobStatus job = world.job("job");
    assertThat(job.state()).isEqualTo(JobState.FINISHED);
    assertThat(job.runs())
        .singleElement()
        .satisfies(
            run -> {
              assertThat(run.runId()).isEqualTo(committed.entry().runId());
              assertThat(run.rows()).isEqualTo(new RowCounts(100, 100));
              assertThat(run.taskId()).contains("killed-task");
            });
  }

  @Test
  void shouldSayOnceThatFilesWereAddedThoughTwoTasksDoAtOnce() {
    JobTracker tracker = world.adapters().jobs();
    Steps steps = new Steps();
    world.tracker = WatchedPort.of(JobTracker.class, tracker, "tracker", steps);
    // Started is said first. The other task finds files and end of the run unsaid, and says them.
    steps.at(
        "before tracker.save",
        2,
        () -> {
          world.tracker = tracker;
          world.send("job", "in/1.parquet");
          world.runTask();
        });
    world.send("job", "in/1.parquet");

    world.runTask();

    assertThat(world.outcomes).containsExactly(JobOutcome.DUPLICATE, JobOutcome.FINISHED);
    assertThat(world.job("job").state()).isEqualTo(JobState.FINISHED);
    assertThat(world.job("job").runs())
        .singleElement()
        .satisfies(run -> assertThat(run.events()).hasSize(3));
  }

  @Test
  void shouldSayAllOfACommittedJobOfWhichNothingWasSaid() throws IOException {
    world.factory().ingestFiles(TaskWorld.TABLE.name(), "job", List.of("in/1.parquet"));
    world.send("job", "in/1.parquet");
    world.send("job", "in/1.parquet");

    world.runTask();

    assertThat(world.job("job").state()).isEqualTo(JobState.FINISHED);
    assertThat(world.job("job").runs().get(0).events()).hasSize(3);
  }

  @Test
  void shouldKnowThatAJobWasCommittedThoughItsFilesAreGone() throws IOException {
    IngestResult committed =
        world.factory().ingestFiles(TaskWorld.TABLE.name(), "job", List.of("in/1.parquet"));
    saveStarted("job", committed.entry().runId());
    world.sources.remove("in/1.parquet");
    world.send("job", "in/1.parquet");

    world.runTask();

    assertThat(world.outcomes).containsExactly(JobOutcome.REJECTED);
    assertThat(world.job("job").state()).isEqualTo(JobState.FINISHED);
  }

  @Test
  void shouldEndInTheTrackerWhatAKilledTaskHadBegun() {
    saveStarted("job", "killed-run");
    world.send("job", "in/1.parquet");

    world.runTask();

    JobStatus job = world.job("job");
    assertThat(job.state()).isEqualTo(JobState.FINISHED);
    assertThat(job.run("killed-run").orElseThrow().failureReasons())
        .singleElement()
        .asString()
        .startsWith("The run ended without a word");
  }

  @Test
  void shouldNotCallAJobRunningThatWasKilledAndThenRejected() {
    saveStarted("job", "killed-run");
    world.send("job", "in/gone.parquet");

    world.runTask();

    assertThat(world.job("job").state()).isEqualTo(JobState.FAILED);
  }

  @Test
  void shouldFindOutWhetherAJobWasCommittedOfWhichNobodyKnew() {
    world.commits.beforeNextCommit(
        () -> {
          world.commits.commits(Fault.ANSWER_LOST, Fault.ANSWER_LOST);
          world.commits.others(Fault.UNREACHABLE, Fault.UNREACHABLE);
        });
    world.send("job", "in/1.parquet");

    world.runTask();

    assertThat(world.outcomes).containsExactly(JobOutcome.RETRIED, JobOutcome.DUPLICATE);
    assertThat(world.rows()).isEqualTo(100);
    assertThat(world.job("job").state()).isEqualTo(JobState.FINISHED);
    assertThat(world.job("job").runs()).hasSize(1);
  }

  @Test
  void shouldDoJobsThoughTheTrackerIsDown() {
    world.tracker = new BrokenTracker();
    world.send("job", "in/1.parquet");
    world.send("job", "in/1.parquet");
    world.queue.send("not json");

    world.runTask();

    assertThat(world.rows()).isEqualTo(100);
    assertThat(world.depth().waiting() + world.depth().inFlight()).isZero();
  }

  @Test
  void shouldLeaveAddedFilesToWhoeverFollowsTheLog() {
    world.send("job", "in/1.parquet");

    world.runTask(TaskWorld.SETTINGS.withFilesReport(FilesReport.BY_LOG_FOLLOWER));

    assertThat(world.job("job").runs().get(0).events())
        .extracting(event -> event.update().type())
        .containsExactly("started", "finished");
  }

  @Test
  void shouldSayHowFarItIsWhileItRuns() throws Exception {
    CountDownLatch open = new CountDownLatch(1);
    world.sources.whenOpened(name -> awaitAt(open));
    world.send("job", "in/1.parquet");
    Thread thread = start(world.task(TaskWorld.SETTINGS));

    await().atMost(Duration.ofSeconds(10)).until(() -> lastProgress("job").isPresent());
    JobProgress first = lastProgress("job").orElseThrow();
    await()
        .atMost(Duration.ofSeconds(2))
        .until(() -> lastProgress("job").orElseThrow().time().isAfter(first.time()));
    assertThat(first.phase()).isEqualTo(JobPhase.READING);
    open.countDown();
    thread.join();
    assertThat(lastProgress("job").orElseThrow().phase()).isEqualTo(JobPhase.DONE);
  }

  private void saveStarted(String jobId, String runId) {
    Instant now = Instant.ofEpochMilli(System.currentTimeMillis());
    world
        .adapters()
        .jobs()
        .save(
            new JobEvent(
                new JobRunIds(TABLE, jobId, runId, "killed-task"),
                now,
                new JobUpdate.Started(now, 1)));
  }

  /** A tracker that cannot be reached. */
  private static final class BrokenTracker implements JobTracker {

    @Override
    public void save(JobEvent event) {
      throw unreachable();
    }

    @Override
    public List<JobEvent> ofTable(String tableId) {
      throw unreachable();
    }

    @Override
    public List<JobEvent> ofJob(String jobId) {
      throw unreachable();
    }

    @Override
    public List<JobEvent> ofRejectedJobs() {
      throw unreachable();
    }

    private static UncheckedIOException unreachable() {
      return new UncheckedIOException(new IOException("no route to the tracker"));
    }
  }
}
