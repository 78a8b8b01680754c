package sleeper.core.ingest.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import sleeper.core.error.CommitRejected;
import sleeper.core.error.CommitStateUnknown;
import sleeper.core.error.InvalidInput;
import sleeper.core.error.LeaseLost;
import sleeper.core.ingest.CommitDecision;
import sleeper.core.ingest.CommitOutcome;
import sleeper.core.ingest.IngestRun;
import sleeper.core.ingest.JobRequest;
import sleeper.core.ingest.RunStart;
import sleeper.core.ingest.RunTotals;
import sleeper.core.ingest.WriteIntent.Phase;
import sleeper.core.ingest.contract.FaultyCommitStore.Fault;
import sleeper.core.statestore.FileReference;

/** What the protocol of ingest runs does over every store, whatever goes wrong. */
public abstract class IngestRunsContract {

  private static final String TABLE = RunsWorld.TABLE;
  private static final JobRequest JOB = new JobRequest("job", "fingerprint");

  /** A new instance without tables. */
  protected abstract StoreFixture newFixture();

  private void inWorld(WorldTest test) {
    try (StoreFixture fixture = newFixture()) {
      test.run(new RunsWorld(fixture));
    }
  }

  private interface WorldTest {
    void run(RunsWorld world);
  }

  @Nested
  class Starting {

    @Test
    void shouldWriteAnIntentBeforeTheRunStarts() {
      inWorld(
          world -> {
            IngestRun run = world.started(JOB);

            assertThat(run.keyPrefix()).isEqualTo(TABLE + "/data/run_" + run.runId() + "/");
            assertThat(world.fixture().store().intents(TABLE))
                .singleElement()
                .satisfies(intent -> assertThat(intent.keyPrefix()).isEqualTo(run.keyPrefix()));
            assertThat(run.partitions().leaves()).hasSize(2);
          });
    }

    @Test
    void shouldFindACommittedJob() {
      inWorld(
          world -> {
            IngestRun run = world.started(JOB);
            CommitOutcome outcome = world.commit(run);

            assertThat(world.runs().start(JOB))
                .isEqualTo(
                    new RunStart.AlreadyCommitted(((CommitOutcome.Committed) outcome).entry()));
          });
    }

    @Test
    void shouldRefuseAJobIdThatWasUsedForOtherInput() {
      inWorld(
          world -> {
            JobRequest other = new JobRequest("job", "other fingerprint");
            IngestRun run = world.started(JOB);
            assertThatThrownBy(() -> world.runs().start(other)).isInstanceOf(InvalidInput.class);
            world.commit(run);
            assertThatThrownBy(() -> world.runs().start(other))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("job")
                .hasMessageContaining("table-name");
          });
    }

    @Test
    void shouldNotWorkBesideALivingRun() {
      inWorld(
          world -> {
            IngestRun run = world.started(JOB);
            world.clock().advance(world.settings().lease());
            assertThat(world.runs().start(JOB)).isInstanceOf(RunStart.RunningElsewhere.class);
            world.clock().advance(world.settings().clockSkew());

            assertThat(world.runs().start(JOB))
                .isInstanceOfSatisfying(
                    RunStart.RunningElsewhere.class,
                    elsewhere -> assertThat(elsewhere.runId()).isEqualTo(run.runId()));
          });
    }

    @Test
    void shouldTakeOverARunThatWasNotHeardOf() {
      inWorld(
          world -> {
            IngestRun dead = world.started(JOB);
            world.outliveLease();

            IngestRun next = world.started(JOB);

            assertThat(next.runId()).isNotEqualTo(dead.runId());
            assertThat(world.commit(next)).isInstanceOf(CommitOutcome.Committed.class);
            assertThat(world.fixture().store().intents(TABLE))
                .singleElement()
                .satisfies(intent -> assertThat(intent.phase()).isEqualTo(Phase.FENCED));
          });
    }

    @Test
    void shouldTakeOverARunWhoseProcessIsDead() {
      inWorld(
          world -> {
            world.started(JOB);
            world.dieAndRestart();

            assertThat(world.runs().start(JOB)).isInstanceOf(RunStart.Started.class);
          });
    }

    @Test
    void shouldNotTakeOverARunThatRenews() {
      inWorld(
          world -> {
            IngestRun run = world.started(JOB);
            for (int i = 0; i < 100; i++) {
              world.clock().advance(Duration.ofMillis(run.renewalPeriodMillis()));
              run.renew();
            }

            assertThat(world.runs().start(JOB)).isInstanceOf(RunStart.RunningElsewhere.class);
          });
    }

    @Test
    void shouldStartThoughAnswersGetLost() {
      inWorld(
          world -> {
            world.faults().others(Fault.REQUEST_LOST, Fault.ANSWER_LOST, Fault.UNREACHABLE);

            assertThat(world.commit(world.started(JOB)))
                .isInstanceOf(CommitOutcome.Committed.class);
            assertThat(world.fixture().store().intents(TABLE)).isEmpty();
          });
    }

    @Test
    void shouldRefuseADroppedTable() {
      inWorld(
          world -> {
            world.fixture().drop(TABLE);

            assertThatThrownBy(() -> world.runs().start(JOB)).isInstanceOf(InvalidInput.class);
          });
    }

    @Test
    void shouldTakeAJobOfAnEarlierLifeForANewOne() {
      inWorld(
          world -> {
            world.commit(world.started(JOB));
            world.fixture().clear(TABLE);

            world.commit(world.started(JOB));

            assertThat(world.filesInTable()).hasSize(1);
          });
    }
  }

  @Nested
  class Committing {

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
                    committed -> assertThat(committed.entry().transactionNumber()).isEqualTo(2));
            assertThat(world.filesInTable()).hasSize(2);
          });
    }

    @Test
    void shouldGiveUpWhereOthersAreAlwaysFaster() {
      inWorld(
          world -> {
            IngestRun run = world.started(JOB);
            world
                .faults()
                .beforeEveryCommit(() -> world.commitDirectly("other-" + world.nextNumber()));

            assertThatThrownBy(() -> world.commit(run))
                .isInstanceOf(CommitRejected.class)
                .hasMessageContaining("attempts");
            assertThat(world.filesInTable())
                .hasSize(world.settings().retries().attempts())
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

  @Nested
  class LosingTheLease {

    @Test
    void shouldNotCommitAfterBeingPausedBeyondTheLease() {
      inWorld(
          world -> {
            IngestRun run = world.started(JOB);
            world.clock().advance(world.settings().lease());

            assertThatThrownBy(() -> world.commit(run))
                .isInstanceOf(CommitRejected.class)
                .hasMessageContaining("lease");
            assertThat(world.filesInTable()).isEmpty();
          });
    }

    @Test
    void shouldNotCommitAfterBeingPausedBetweenTheLastCheckAndTheCommit() {
      inWorld(
          world -> {
            IngestRun paused = world.started(JOB);
            world
                .faults()
                .beforeNextCommit(
                    () -> {
                      world.outliveLease();
                      world.collect();
                    });

            assertThatThrownBy(() -> world.commit(paused))
                .isInstanceOf(CommitRejected.class)
                .hasMessageContaining("taken it over");
            assertThat(world.filesInTable()).isEmpty();
          });
    }

    @Test
    void shouldReportADuplicateAfterBeingPausedWhileAnotherRunCommitted() {
      inWorld(
          world -> {
            IngestRun paused = world.started(JOB);
            world
                .faults()
                .beforeNextCommit(
                    () -> {
                      world.outliveLease();
                      world.commit(world.started(JOB));
                    });

            assertThat(world.commit(paused)).isInstanceOf(CommitOutcome.Duplicate.class);
            assertThat(world.filesInTable()).hasSize(1);
          });
    }

    @Test
    void shouldNotRenewALeaseThatRanOut() {
      inWorld(
          world -> {
            IngestRun run = world.started(JOB);
            world.clock().advance(world.settings().lease());

            assertThatThrownBy(run::renew).isInstanceOf(LeaseLost.class);
            assertThatThrownBy(run::renew).isInstanceOf(LeaseLost.class);
            assertThatThrownBy(() -> world.commit(run)).isInstanceOf(CommitRejected.class);
          });
    }

    @Test
    void shouldNotRenewARunThatWasTakenOver() {
      inWorld(
          world -> {
            IngestRun run = world.started(JOB);
            world.fenceByHand(run);

            assertThatThrownBy(run::renew).isInstanceOf(LeaseLost.class);
            assertThatThrownBy(() -> world.commit(run)).isInstanceOf(CommitRejected.class);
            assertThatCode(run::abandon).doesNotThrowAnyException();
          });
    }

    @Test
    void shouldSurviveARenewalThatDidNotGetThrough() {
      inWorld(
          world -> {
            IngestRun run = world.started(JOB);
            world.faults().others(Fault.UNREACHABLE, Fault.ANSWER_LOST);
            Duration period = Duration.ofMillis(run.renewalPeriodMillis());
            world.clock().advance(period);
            assertThatThrownBy(run::renew).isInstanceOf(java.io.UncheckedIOException.class);
            world.clock().advance(period);
            assertThatThrownBy(run::renew).isInstanceOf(CommitStateUnknown.class);
            world.clock().advance(period);

            run.renew();

            world.clock().advance(world.settings().lease().minusMillis(1));
            assertThat(world.commit(run)).isInstanceOf(CommitOutcome.Committed.class);
          });
    }

    @Test
    void shouldLetRenewalsPassOnceTheRunIsOver() {
      inWorld(
          world -> {
            IngestRun run = world.started(JOB);
            world.commit(run);

            assertThatCode(run::renew).doesNotThrowAnyException();
            assertThatThrownBy(() -> world.commit(run)).isInstanceOf(IllegalStateException.class);
          });
    }
  }

  @Nested
  class LosingAnswers {

    @Test
    void shouldFindItsOwnCommitWhenTheAnswerWasLost() {
      inWorld(
          world -> {
            IngestRun run = world.started(JOB);
            world.faults().commits(Fault.ANSWER_LOST);

            assertThat(world.commit(run))
                .isInstanceOfSatisfying(
                    CommitOutcome.Committed.class,
                    committed -> assertThat(committed.entry().runId()).isEqualTo(run.runId()));
            assertThat(world.filesInTable()).hasSize(1);
          });
    }

    @Test
    void shouldCommitWhenTheRequestWasLost() {
      inWorld(
          world -> {
            IngestRun run = world.started(JOB);
            world.faults().commits(Fault.REQUEST_LOST, Fault.UNREACHABLE);

            assertThat(world.commit(run)).isInstanceOf(CommitOutcome.Committed.class);
            assertThat(world.filesInTable()).hasSize(1);
          });
    }

    @Test
    void shouldSettleByFenceAndLedgerThatItWasCommitted() {
      inWorld(
          world -> {
            IngestRun run = world.started(JOB);
            world.faults().commits(Fault.ANSWER_LOST).commits(world.losses(Fault.REQUEST_LOST));

            assertThat(world.commit(run)).isInstanceOf(CommitOutcome.Committed.class);
            assertThat(world.filesInTable()).hasSize(1);
          });
    }

    @Test
    void shouldSettleByFenceAndLedgerThatItWasNotAndNeverWillBe() {
      inWorld(
          world -> {
            IngestRun run = world.started(JOB);
            world.faults().commits(Fault.LATE).commits(world.losses(Fault.REQUEST_LOST));

            assertThatThrownBy(() -> world.commit(run)).isInstanceOf(CommitRejected.class);

            assertThat(world.faults().deliverLate()).containsExactly(new CommitDecision.Fenced());
            assertThat(world.filesInTable()).isEmpty();
          });
    }

    @Test
    void shouldSayThatNobodyKnowsWhileTheStoreStaysAway() {
      inWorld(
          world -> {
            IngestRun run = world.started(JOB);
            world.faults().commits(Fault.ANSWER_LOST).commits(world.losses(Fault.UNREACHABLE));
            world.faults().others(world.losses(Fault.UNREACHABLE));
            world.faults().others(Fault.UNREACHABLE);

            assertThatThrownBy(() -> world.commit(run))
                .isInstanceOf(CommitStateUnknown.class)
                .hasMessageContaining(run.runId());

            world.faults().heal();
            run.abandon();
            assertThat(world.runs().start(JOB)).isInstanceOf(RunStart.AlreadyCommitted.class);
            assertThat(world.filesInTable()).hasSize(1);
          });
    }

    @Test
    void shouldKeepTheIntentOfARunOfWhichNobodyKnows() {
      inWorld(
          world -> {
            IngestRun run = world.started(JOB);
            world.faults().commits(Fault.REQUEST_LOST).commits(world.losses(Fault.UNREACHABLE));
            world.faults().others(world.losses(Fault.UNREACHABLE));
            world.faults().others(Fault.UNREACHABLE);
            assertThatThrownBy(() -> world.commit(run)).isInstanceOf(CommitStateUnknown.class);
            world.faults().heal();

            run.abandon();

            assertThat(world.fixture().store().intents(TABLE)).hasSize(1);
            world.outliveLease();
            world.collect();
            assertThat(world.objects().keys()).isEmpty();
          });
    }

    @Test
    void shouldRejectWhereTheStoreWasCertainlyNotReached() {
      inWorld(
          world -> {
            IngestRun run = world.started(JOB);
            world.faults().commits(Fault.UNREACHABLE).commits(world.losses(Fault.UNREACHABLE));

            assertThatThrownBy(() -> world.commit(run)).isInstanceOf(CommitRejected.class);
            assertThat(world.filesInTable()).isEmpty();
          });
    }

    @Test
    void shouldCommitOnceWhenAnEarlierRequestArrivesLate() {
      inWorld(
          world -> {
            IngestRun run = world.started(JOB);
            world.faults().commits(Fault.LATE);

            CommitOutcome outcome = world.commit(run);

            assertThat(outcome).isInstanceOf(CommitOutcome.Committed.class);
            assertThat(world.faults().deliverLate())
                .singleElement()
                .isInstanceOf(CommitDecision.AlreadyCommitted.class);
            assertThat(world.filesInTable()).hasSize(1);
          });
    }
  }

  @Nested
  class Dying {

    @Test
    void shouldCommitOnceWhenKilledBeforeTheCommitAndStartedAgain() {
      inWorld(
          world -> {
            IngestRun run = world.started(JOB);
            world.faults().commits(Fault.KILLED_BEFORE);
            assertThatThrownBy(() -> world.commit(run)).isInstanceOf(Killed.class);
            world.outliveLease();

            world.commit(world.started(JOB));

            assertThat(world.filesInTable()).hasSize(1);
          });
    }

    @Test
    void shouldCommitOnceWhenKilledAfterTheCommitAndStartedAgain() {
      inWorld(
          world -> {
            IngestRun run = world.started(JOB);
            world.faults().commits(Fault.KILLED_AFTER);
            assertThatThrownBy(() -> world.commit(run)).isInstanceOf(Killed.class);

            assertThat(world.runs().start(JOB)).isInstanceOf(RunStart.AlreadyCommitted.class);
            assertThat(world.filesInTable()).hasSize(1);
          });
    }

    @Test
    void shouldEndAnAbandonedRun() {
      inWorld(
          world -> {
            IngestRun run = world.started(JOB);

            run.abandon();

            assertThat(world.fixture().store().intents(TABLE)).isEmpty();
            assertThat(world.runs().start(JOB)).isInstanceOf(RunStart.Started.class);
          });
    }

    @Test
    void shouldNotThrowWhenAnAbandonedRunCannotBeEnded() {
      inWorld(
          world -> {
            IngestRun run = world.started(JOB);
            world.faults().others(Fault.UNREACHABLE).others(world.losses(Fault.UNREACHABLE));

            assertThatCode(run::abandon).doesNotThrowAnyException();
            assertThat(world.fixture().store().intents(TABLE)).hasSize(1);
          });
    }
  }
}
