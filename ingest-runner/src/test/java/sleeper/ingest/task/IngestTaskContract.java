package sleeper.ingest.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import sleeper.core.error.InvalidInput;
import sleeper.core.ingest.IngestRun;
import sleeper.core.ingest.contract.FaultyCommitStore.Fault;
import sleeper.core.testing.steps.Steps;
import sleeper.core.testing.steps.WatchedPort;
import sleeper.core.tracker.JobDetails.InputRows;
import sleeper.core.tracker.JobEvent;
import sleeper.core.tracker.JobPhase;
import sleeper.core.tracker.JobProgress;
import sleeper.core.tracker.JobRunIds;
import sleeper.core.tracker.JobRunStatus;
import sleeper.core.tracker.JobState;
import sleeper.core.tracker.JobStatus;
import sleeper.core.tracker.JobTracker;
import sleeper.core.tracker.JobUpdate;
import sleeper.core.tracker.RowCounts;
import sleeper.core.tracker.TaskStatus;
import sleeper.ingest.runner.IngestResult;

/** What a task does with messages, whatever it is that keeps them. */
@Timeout(60)
abstract class IngestTaskContract {

  private static final String TABLE = TaskWorld.TABLE.id();

  @TempDir private Path folder;
  private TaskWorld world;

  abstract TaskAdapters newAdapters(Path empty);

  @BeforeEach
  void makeWorld() {
    world = new TaskWorld(newAdapters(folder), folder.resolve("spill"));
    world.makeFile("in/1.parquet", 0, 100);
    world.makeFile("in/2.parquet", -50, 50);
  }

  @AfterEach
  void closeWorld() {
    world.close();
  }

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
  void shouldWriteDownAndRemoveWhatIsNoJob() {
    world.queue.send("not json");
    world.queue.send("{\"id\":\"known\",\"tableName\":\"readings\"}");

    world.runTask();

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
    assertThat(lastProgress("job").orElseThrow().phase()).isEqualTo(JobPhase.FAILED);
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
  void shouldLeaveAJobToARunThatIsAlive() {
    IngestRun other = world.startElsewhere("job", "in/1.parquet");
    AtomicInteger looks = new AtomicInteger();
    world.queue.beforeReceive =
        () -> {
          if (looks.incrementAndGet() == 3) {
            other.abandon();
          }
        };
    world.send("job", "in/1.parquet");

    world.runTask();

    assertThat(world.outcomes)
        .startsWith(JobOutcome.RUNNING_ELSEWHERE)
        .endsWith(JobOutcome.FINISHED);
    assertThat(world.rows()).isEqualTo(100);
    assertThat(world.job("job").runs()).hasSize(1);
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
        .hasMessageContaining("5 jobs at once need a memory budget of at least 83886080 bytes");
  }

  @Test
  void shouldHoldItsMessageAsLongAsTheJobTakesThoughRequestsFail() throws IOException {
    AtomicInteger requests = new AtomicInteger();
    world.queue.beforeHold =
        () -> {
          if (requests.incrementAndGet() % 2 == 0) {
            throw new UncheckedIOException(new IOException("no network"));
          }
        };
    world.sources.whenOpened(name -> sleep(700));
    world.send("job", "in/1.parquet");

    world.runTask(TaskWorld.SETTINGS.withVisibility(Duration.ofMillis(600)));

    assertThat(requests.get()).isGreaterThan(4);
    assertThat(world.outcomes).containsExactly(JobOutcome.FINISHED);
    assertThat(world.depth().waiting() + world.depth().inFlight()).isZero();
  }

  @Test
  void shouldLeaveAMessageAloneThatSomebodyElseHas() throws InterruptedException {
    world.queue.losesReceipts = true;
    world.send("job", "in/1.parquet");

    world.runTask();

    assertThat(world.outcomes).containsExactly(JobOutcome.FINISHED);
    assertThat(world.depth().inFlight()).isEqualTo(1);
    world.queue.losesReceipts = false;
    await().atMost(Duration.ofSeconds(10)).until(() -> world.depth().waiting() == 1);
    world.runTask();
    assertThat(world.outcomes).containsExactly(JobOutcome.FINISHED, JobOutcome.DUPLICATE);
    assertThat(world.rows()).isEqualTo(100);
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
  void shouldGoOnWhenTheQueueIsBack() {
    AtomicInteger requests = new AtomicInteger();
    world.queue.beforeReceive =
        () -> {
          if (requests.getAndIncrement() == 0) {
            throw new UncheckedIOException(new IOException("no network"));
          }
        };
    world.send("job", "in/1.parquet");

    world.runTask(TaskWorld.SETTINGS.withWaits(Duration.ofMillis(50), Duration.ofMillis(900)));

    assertThat(world.outcomes).containsExactly(JobOutcome.FINISHED);
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

  @Test
  void shouldFinishItsJobWhenThereIsTimeToStop() throws Exception {
    CountDownLatch opened = new CountDownLatch(1);
    world.sources.whenOpened(
        name -> {
          opened.countDown();
          sleep(200);
        });
    world.send("job", "in/1.parquet");
    world.send("next", "in/2.parquet");
    IngestTask task = world.task(TaskWorld.SETTINGS);
    Thread thread = start(task);
    opened.await();

    assertThat(task.stop(Duration.ofSeconds(20))).isTrue();

    thread.join();
    assertThat(world.outcomes).containsExactly(JobOutcome.FINISHED);
    assertThat(world.depth().waiting()).isEqualTo(1);
  }

  @Test
  void shouldGiveBackWhatItCannotFinishWhenStopped() throws Exception {
    CountDownLatch opened = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    world.sources.whenOpened(
        name -> {
          opened.countDown();
          awaitAt(never);
        });
    world.send("job", "in/1.parquet");
    IngestTask task = world.task(TaskWorld.SETTINGS);
    Thread thread = start(task);
    opened.await();

    assertThat(task.stop(Duration.ofMillis(1500))).isTrue();

    thread.join();
    assertThat(world.outcomes).containsExactly(JobOutcome.STOPPED);
    assertThat(world.depth().waiting()).isEqualTo(1);
    assertThat(world.job("job").runs().get(0).failureReasons())
        .containsExactly("The task was stopped");
    world.sources.whenOpened(name -> {});
    world.runTask();
    assertThat(world.outcomes).endsWith(JobOutcome.FINISHED);
  }

  @Test
  void shouldGiveBackItsMessageThoughItsJobCannotBeBrokenOff() throws Exception {
    CountDownLatch opened = new CountDownLatch(1);
    CountDownLatch later = new CountDownLatch(1);
    world.sources.whenOpened(
        name -> {
          opened.countDown();
          awaitUninterruptibly(later);
        });
    world.send("job", "in/1.parquet");
    IngestTask task = world.task(TaskWorld.SETTINGS.withVisibility(Duration.ofMinutes(1)));
    Thread thread = start(task);
    opened.await();

    assertThat(task.stop(Duration.ofMillis(300))).isFalse();

    assertThat(world.depth().waiting()).isEqualTo(1);
    later.countDown();
    thread.join();
    world.sources.whenOpened(name -> {});
    world.runTask();
    assertThat(world.rows()).isEqualTo(100);
    assertThat(world.depth().waiting() + world.depth().inFlight()).isZero();
  }

  @Test
  void shouldStopAtOnceWhileItWaitsForMessages() throws Exception {
    IngestTask task =
        world.task(TaskWorld.SETTINGS.withWaits(Duration.ofSeconds(60), Duration.ofSeconds(60)));
    CountDownLatch receiving = new CountDownLatch(1);
    world.queue.beforeReceive = receiving::countDown;
    Thread thread = start(task);
    receiving.await();

    assertThat(task.stop(Duration.ofSeconds(20))).isTrue();
    thread.join();
    assertThat(world.adapters().tasks().find(task.id()).orElseThrow().isUnfinished()).isFalse();
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

  private Optional<JobProgress> lastProgress(String jobId) {
    return world.adapters().progress().ofJob(TABLE, jobId).stream().findFirst();
  }

  private static Thread start(IngestTask task) {
    Thread thread = new Thread(task::run, "test-task");
    thread.start();
    return thread;
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    boolean interrupted = false;
    while (latch.getCount() > 0) {
      try {
        latch.await();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static void awaitAt(CountDownLatch latch) throws InterruptedIOException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while opening");
    }
  }

  private static void sleep(long millis) throws InterruptedIOException {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while opening");
    }
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
