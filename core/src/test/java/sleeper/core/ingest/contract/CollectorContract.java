package sleeper.core.ingest.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sleeper.core.error.CommitRejected;
import sleeper.core.ingest.CollectReport;
import sleeper.core.ingest.CollectorSettings;
import sleeper.core.ingest.CommitOutcome;
import sleeper.core.ingest.IngestRun;
import sleeper.core.ingest.JobRequest;
import sleeper.core.ingest.RunTotals;
import sleeper.core.ingest.WriteIntent;
import sleeper.core.ingest.WriteIntent.Phase;
import sleeper.core.ingest.contract.FaultyCommitStore.Fault;

/** What the collector deletes and what it leaves alone, over every store. */
public abstract class CollectorContract {

  private static final String TABLE = RunsWorld.TABLE;
  private static final JobRequest JOB = new JobRequest("job", "");

  private StoreFixture fixture;
  private RunsWorld world;

  /** A new instance without tables. */
  protected abstract StoreFixture newFixture();

  @BeforeEach
  void makeWorld() {
    fixture = newFixture();
    world = new RunsWorld(fixture);
  }

  @AfterEach
  void closeFixture() {
    fixture.close();
  }

  @Test
  void shouldFindNothingToDoInACleanTable() {
    world.commit(world.started(JOB));

    assertThat(world.collect()).isEqualTo(CollectReport.NOTHING);
  }

  @Test
  void shouldLeaveALivingRunAlone() {
    IngestRun run = world.started(JOB);
    world.upload(run);
    world.clock().advance(world.settings().lease().plus(world.settings().clockSkew()));

    assertThat(world.collect()).isEqualTo(CollectReport.NOTHING);
    assertThat(world.objects().keys()).hasSize(4);
  }

  @Test
  void shouldSweepADeadRunTwiceAndForgetIt() {
    IngestRun dead = world.started(JOB);
    world.upload(dead);
    world.outliveLease();

    CollectReport first = world.collect();

    assertThat(first.runsFenced()).isEqualTo(1);
    assertThat(first.runsSwept()).isEqualTo(1);
    assertThat(first.objectsSwept()).isEqualTo(4);
    assertThat(world.objects().keys()).isEmpty();
    assertThat(fixture.store().intents(TABLE))
        .extracting(WriteIntent::phase)
        .containsExactly(Phase.SWEPT);
    assertThat(world.collect()).isEqualTo(CollectReport.NOTHING);

    world.objects().put(dead.keyPrefix() + "late.parquet");
    passLongestRequest();
    CollectReport second = world.collect();

    assertThat(second.runsForgotten()).isEqualTo(1);
    assertThat(second.objectsSwept()).isEqualTo(1);
    assertThat(world.objects().keys()).isEmpty();
    assertThat(fixture.store().allIntents()).isEmpty();
  }

  @Test
  void shouldSweepTheRunOfADeadProcessAtOnce() {
    world.upload(world.started(JOB));
    world.dieAndRestart();

    assertThat(world.collect().objectsSwept()).isEqualTo(4);
  }

  @Test
  void shouldTouchNothingOfOtherRuns() {
    world.commit(world.started(new JobRequest("committed", "")));
    IngestRun dead = world.started(JOB);
    world.upload(dead);
    world.outliveLease();
    IngestRun living = world.started(new JobRequest("living", ""));
    world.upload(living);

    world.collect();

    assertThat(world.objects().keys())
        .hasSize(8)
        .noneMatch(key -> key.startsWith(dead.keyPrefix()));
    assertThat(living.commit(List.of(), noRows())).isInstanceOf(CommitOutcome.Committed.class);
  }

  @Test
  void shouldFenceTheRunItSweeps() {
    IngestRun dead = world.started(JOB);
    world.faults().beforeNextCommit(this::outliveAndCollect);

    assertThatThrownBy(() -> world.commit(dead)).isInstanceOf(CommitRejected.class);
    assertThat(world.filesInTable()).isEmpty();
    assertThat(world.objects().keys()).isEmpty();
  }

  @Test
  void shouldSweepARunThatWasTakenOver() {
    IngestRun dead = world.started(JOB);
    world.upload(dead);
    world.outliveLease();
    IngestRun next = world.started(JOB);
    world.commit(next);

    CollectReport report = world.collect();

    assertThat(report.runsFenced()).isZero();
    assertThat(report.runsSwept()).isEqualTo(1);
    assertThat(world.objects().keys()).hasSize(4).allMatch(key -> key.startsWith(next.keyPrefix()));
  }

  @Test
  void shouldKeepWhatIsCommittedThoughTheAnswerWasLost() {
    IngestRun run = world.started(JOB);
    world.faults().commits(Fault.KILLED_AFTER);
    assertThatThrownBy(() -> world.commit(run)).isInstanceOf(Killed.class);
    world.outliveLease();

    assertThat(world.collect()).isEqualTo(CollectReport.NOTHING);
    assertThat(world.objects().keys()).hasSize(4);
  }

  @Test
  void shouldDeleteFilesOfAClearedTableAfterTheDelay() {
    world.commit(world.started(JOB));
    fixture.clear(TABLE);

    assertThat(world.collect()).isEqualTo(CollectReport.NOTHING);
    world.clock().advance(RunsWorld.GC_DELAY.plusSeconds(1));

    assertThat(world.collect().filesDeleted()).isEqualTo(2);
    assertThat(world.objects().keys()).isEmpty();
    assertThat(world.collect()).isEqualTo(CollectReport.NOTHING);
  }

  @Test
  void shouldDeleteADroppedTableAfterTheDelayAndForgetItWhenItsRunsHaveEnded() {
    world.commit(world.started(JOB));
    world.upload(world.started(new JobRequest("dead", "")));
    fixture.drop(TABLE);
    world.objects().put("ffffffff/data/run_x/other-table.parquet");

    assertThat(world.collect()).isEqualTo(CollectReport.NOTHING);
    world.clock().advance(CollectorSettings.DEFAULT.droppedDelay().plusSeconds(1));
    world.collect();
    assertThat(world.objects().keys()).containsExactly("ffffffff/data/run_x/other-table.parquet");
    assertThat(fixture.dropped().all()).hasSize(1);

    passLongestRequest();
    assertThat(world.collect().tablesDeleted()).isEqualTo(1);
    assertThat(fixture.dropped().all()).isEmpty();
    assertThat(fixture.store().allIntents()).isEmpty();
  }

  @Test
  void shouldFinishWhatACollectorThatWasKilledAnywhereLeft() {
    int steps = 0;
    for (int killedAt = 1; killedAt == 1 || steps >= killedAt - 1; killedAt++) {
      fixture.close();
      makeWorld();
      makeLitter();
      steps = collectKilledAt(killedAt);

      world.faults().heal();
      world.objects().beforeDelete(() -> {});
      CollectReport second = world.collect();
      passLongestRequest();
      world.collect();

      assertThat(second.problems()).isEmpty();
      assertThat(world.objects().keys())
          .as("killed at step %d", killedAt)
          .hasSize(4)
          .allMatch(this::isOfFileInTable);
      assertThat(fixture.store().allIntents()).isEmpty();
    }
    assertThat(steps).isGreaterThan(10);
  }

  @Test
  void shouldReportWhatCouldNotBeDoneAndGoOn() {
    world.upload(world.started(JOB));
    world.outliveLease();
    IngestRun kept = world.started(new JobRequest("kept", ""));
    world.commit(kept);
    world
        .objects()
        .beforeDelete(
            () -> {
              throw new UncheckedIOException(new IOException("disk is away"));
            });

    CollectReport report = world.collect();

    assertThat(report.problems()).singleElement().asString().contains("disk is away");
    world.objects().beforeDelete(() -> {});
    assertThat(world.collect().objectsSwept()).isEqualTo(4);
  }

  /** Collects, and dies at the given deletion or request; returns how many there were. */
  private int collectKilledAt(int step) {
    AtomicInteger steps = new AtomicInteger();
    Runnable count =
        () -> {
          if (steps.incrementAndGet() == step) {
            throw new Killed("step " + step);
          }
        };
    world.objects().beforeDelete(count);
    world.faults().beforeEveryRequest(count);
    try {
      world.collect();
    } catch (Killed expected) {
      // The process is gone; the next one starts from what is stored.
    }
    world.faults().beforeEveryRequest(() -> {});
    return steps.get();
  }

  /** A dead run, a run that was taken over, two files that were cleared; one run to be kept. */
  private void makeLitter() {
    world.commit(world.started(new JobRequest("cleared", "")));
    fixture.clear(TABLE);
    world.upload(world.started(JOB));
    world.upload(world.started(new JobRequest("dead", "")));
    world.clock().advance(RunsWorld.GC_DELAY);
    world.outliveLease();
    world.commit(world.started(JOB));
  }

  private boolean isOfFileInTable(String key) {
    String name = world.objects().filenameOf(key);
    return world.filesInTable().stream().anyMatch(name::startsWith);
  }

  private void outliveAndCollect() {
    world.outliveLease();
    world.collect();
  }

  private void passLongestRequest() {
    Duration longest = CollectorSettings.DEFAULT.longestRequest();
    world.clock().advance(longest.plus(world.settings().clockSkew()).plusSeconds(1));
  }

  private static RunTotals noRows() {
    return new RunTotals(0, 0, 0, 0, 0, 0);
  }
}
