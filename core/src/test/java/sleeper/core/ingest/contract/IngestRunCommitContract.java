package sleeper.core.ingest.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import sleeper.core.error.CommitRejected;
import sleeper.core.ingest.CommitOutcome;
import sleeper.core.ingest.IngestRun;
import sleeper.core.ingest.JobRequest;
import sleeper.core.ingest.RunStart;
import sleeper.core.ingest.RunTotals;
import sleeper.core.partition.PartitionTrees;
import sleeper.core.statestore.FileReference;
import sleeper.core.statestore.log.CommitRetries;

/** How a run commits, and what it refuses. */
public abstract class IngestRunCommitContract extends RunsContract {

  @Test
  void shouldCommitAfterOthersTookTheNumber() {
    inWorld(
        world -> {
          IngestRun run = world.started(JOB);
          IngestRun other = world.started(new JobRequest("other", ""));
          world.faults().beforeNextCommit(() -> world.commit(other));

          assertThat(world.commit(run))
              .isInstanceOfSatisfying(
                  CommitOutcome.Committed.class,
                  committed -> {
                    assertThat(committed.entry().transactionNumber()).isEqualTo(2);
                    assertThat(committed.conflicts()).isEqualTo(1);
                  });
          assertThat(world.filesInTable()).hasSize(2);
        });
  }

  @Test
  void shouldGiveUpWhereOthersAreAlwaysFaster() {
    inWorld(
        world -> {
          world.retry(new CommitRetries(2, Duration.ofMillis(200), Duration.ofSeconds(30)));
          IngestRun run = world.started(JOB);
          world
              .faults()
              .beforeEveryCommit(() -> world.commitDirectly("other-" + world.nextNumber()));

          assertThatThrownBy(() -> world.commit(run))
              .isInstanceOf(CommitRejected.class)
              .hasMessageContaining("attempts");
          assertThat(world.filesInTable())
              .hasSize(world.settings().maxRaces())
              .noneMatch(name -> name.contains(run.runId()));
        });
  }

  @Test
  void shouldReportADuplicateWhenAnotherRunWasFaster() {
    inWorld(
        world -> {
          IngestRun slow = world.started(JOB);
          world.clock().advance(world.settings().lease().minusSeconds(1));
          world.fenceByHand(slow);
          IngestRun fast = world.started(JOB);
          world.commit(fast);

          assertThat(world.commit(slow))
              .isInstanceOfSatisfying(
                  CommitOutcome.Duplicate.class,
                  duplicate -> assertThat(duplicate.entry().runId()).isEqualTo(fast.runId()));
          assertThat(world.filesInTable()).hasSize(1);
          assertThatCode(slow::abandon).doesNotThrowAnyException();
        });
  }

  @Test
  void shouldCommitAJobWithoutRows() {
    inWorld(
        world -> {
          IngestRun run = world.started(JOB);

          CommitOutcome outcome = run.commit(List.of(), new RunTotals(3, 0, 3, 0, 0, 0));

          assertThat(outcome)
              .isInstanceOfSatisfying(
                  CommitOutcome.Committed.class,
                  committed -> assertThat(committed.entry().transactionNumber()).isZero());
          assertThat(world.fixture().states(TABLE).latest().version()).isZero();
          assertThat(world.runs().start(JOB)).isInstanceOf(RunStart.AlreadyCommitted.class);
        });
  }

  @Test
  void shouldCommitToAPartitionThatWasSplitMeanwhile() {
    inWorld(
        world -> {
          IngestRun run = world.started(JOB);
          world.fixture().split(TABLE, "left");

          world.commit(run);

          assertThat(world.fixture().states(TABLE).latest().referencesForLeaf("left-lower"))
              .hasSize(1);
        });
  }

  @Test
  void shouldCommitToAPartitionThatIsSplitBetweenTheLastCheckAndTheCommit() {
    inWorld(
        world -> {
          IngestRun run = world.started(JOB);
          world.faults().beforeNextCommit(() -> world.fixture().split(TABLE, "left"));

          world.commit(run);

          assertThat(world.fixture().states(TABLE).latest().referencesForLeaf("left-lower"))
              .hasSize(1);
        });
  }

  @Test
  void shouldRefuseATableWhosePartitionsAreReplacedBetweenTheLastCheckAndTheCommit() {
    inWorld(
        world -> {
          IngestRun run = world.started(JOB);
          world
              .faults()
              .beforeNextCommit(
                  () ->
                      world
                          .fixture()
                          .replacePartitions(TABLE, PartitionTrees.single(TestTrees.SCHEMA)));

          assertThatThrownBy(() -> world.commit(run))
              .isInstanceOf(CommitRejected.class)
              .hasMessageContaining("does not exist any more");
          assertThat(world.filesInTable()).isEmpty();
        });
  }

  @Test
  void shouldRefuseATableWhosePartitionsAreReplacedAfterTheNumberWasTaken() {
    inWorld(
        world -> {
          IngestRun run = world.started(JOB);
          Runnable replace =
              () ->
                  world.fixture().replacePartitions(TABLE, PartitionTrees.single(TestTrees.SCHEMA));
          world
              .faults()
              .beforeNextCommit(
                  () -> {
                    world.commitDirectly("faster");
                    world.faults().beforeNextCommit(replace);
                  });

          assertThatThrownBy(() -> world.commit(run))
              .isInstanceOf(CommitRejected.class)
              .hasMessageContaining("does not exist any more");
          assertThat(world.filesInTable()).hasSize(1);
        });
  }

  @Test
  void shouldRefuseAPartitionThatDoesNotExist() {
    inWorld(
        world -> {
          IngestRun run = world.started(JOB);
          FileReference stray = FileReference.wholeFile("file", "nowhere", 1);

          assertThatThrownBy(() -> run.commit(List.of(stray), new RunTotals(1, 1, 0, 0, 1, 1)))
              .isInstanceOf(CommitRejected.class)
              .hasMessageContaining("nowhere");
          assertThat(world.fixture().store().committedRun(TABLE, run.runId())).isEmpty();
        });
  }

  @Test
  void shouldRefuseATableThatWasClearedMeanwhile() {
    inWorld(
        world -> {
          IngestRun before = world.started(JOB);
          IngestRun during = world.started(new JobRequest("other", ""));
          world.faults().beforeNextCommit(() -> world.fixture().clear(TABLE));

          assertThatThrownBy(() -> world.commit(during))
              .isInstanceOf(CommitRejected.class)
              .hasMessageContaining("cleared");
          assertThatThrownBy(() -> world.commit(before)).isInstanceOf(CommitRejected.class);
          assertThat(world.filesInTable()).isEmpty();
        });
  }

  @Test
  void shouldRefuseATableThatWasDroppedMeanwhile() {
    inWorld(
        world -> {
          IngestRun run = world.started(JOB);
          world.faults().beforeNextCommit(() -> world.fixture().drop(TABLE));

          assertThatThrownBy(() -> world.commit(run))
              .isInstanceOf(CommitRejected.class)
              .hasMessageContaining("dropped");
        });
  }

  @Test
  void shouldRefuseReferencesThatDoNotAddUp() {
    inWorld(
        world -> {
          IngestRun run = world.started(JOB);
          FileReference file = FileReference.wholeFile("file", "left", 5);

          assertThatThrownBy(() -> run.commit(List.of(file), new RunTotals(4, 4, 0, 0, 1, 1)))
              .isInstanceOf(IllegalArgumentException.class);
        });
  }
}
