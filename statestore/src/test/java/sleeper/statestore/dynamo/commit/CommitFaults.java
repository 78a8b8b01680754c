package sleeper.statestore.dynamo.commit;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import sleeper.core.error.CommitRejected;
import sleeper.core.error.CommitStateUnknown;
import sleeper.core.ingest.CollectorSettings;
import sleeper.core.ingest.CommitOutcome;
import sleeper.core.ingest.IngestCommitStore;
import sleeper.core.ingest.IngestRun;
import sleeper.core.ingest.JobRequest;
import sleeper.core.ingest.LedgerEntry;
import sleeper.core.ingest.RunStart;
import sleeper.core.ingest.contract.Killed;
import sleeper.core.ingest.contract.RunsWorld;
import sleeper.statestore.dynamo.commit.HookedClient.Hook;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * Commits that are killed, paused or cut off at each request that they make to DynamoDB, one after
 * the other; and what the next run of the job and the collector make of it.
 */
abstract class CommitFaults {

  private static final JobRequest JOB = new JobRequest("job", "fingerprint");
  private static final String TABLE = RunsWorld.TABLE;
  private static final Logger LOGGER =
      (Logger) LoggerFactory.getLogger(IngestCommitStore.class.getPackageName());

  /** What is done at the request of a number. */
  private interface Fault {
    Hook at(Faulty world, int request);
  }

  /** A table, and a run in it whose requests meet faults. */
  private static final class Faulty implements AutoCloseable {

    private final DynamoStoreFixture fixture;
    private final SwitchedStore store;
    private final RunsWorld world;
    private boolean happened;

    Faulty(DynamoStoreFixture fixture) {
      this.fixture = fixture;
      this.store = new SwitchedStore(fixture);
      this.world = new RunsWorld(store);
    }

    /** Starts a run without faults and commits it with them; whether it met one. */
    boolean commit(Fault fault, int request) {
      IngestRun run = world.started(JOB);
      store.use(
          fixture.store(
              fixture
                  .instance()
                  .state(HookedClient.of(DynamoTestInstance.client(), fault.at(this, request)))));
      try {
        CommitOutcome outcome = world.commit(run);
        boolean own = outcome instanceof CommitOutcome.Committed;
        store.heal();
        assertThat(fixture.store().committedRun(TABLE, run.runId()).isPresent()).isEqualTo(own);
        if (!own) {
          cleanUp(run);
        }
      } catch (CommitRejected rejected) {
        store.heal();
        assertThat(fixture.store().committedRun(TABLE, run.runId())).isEmpty();
        cleanUp(run);
      } catch (CommitStateUnknown | Killed nobodyKnows) {
        store.heal();
      }
      return happened;
    }

    private void cleanUp(IngestRun run) {
      world.objects().deleteAll(run.keyPrefix());
      run.abandon();
    }

    /** Somebody else takes the run for dead and does the job. */
    void takeOver() {
      store.heal();
      world.outliveLease();
      if (world.runs().start(JOB) instanceof RunStart.Started next) {
        world.commit(next.run());
      }
    }

    void collect() {
      store.heal();
      assertThat(world.collect().problems()).isEmpty();
    }

    /** The job is done once, whoever did it, and nothing is left behind. */
    void bringToAnEnd() {
      takeOver();
      for (int i = 0; i < 3; i++) {
        world.outliveLease();
        world.clock().advance(CollectorSettings.DEFAULT.longestRequest().multipliedBy(2));
        collect();
      }
      List<LedgerEntry> ledger = fixture.store().committedJobs(TABLE, 0, 10);
      assertThat(ledger).hasSize(1);
      String prefix = TABLE + "/data/run_" + ledger.get(0).runId();
      assertThat(world.filesInTable()).singleElement().asString().endsWith(prefix);
      assertThat(world.objects().keys()).hasSize(4).allMatch(key -> key.startsWith(prefix));
      assertThat(fixture.store().allIntents()).isEmpty();
      assertThat(fixture.instance().entriesOfRuns(TABLE)).isEqualTo(1);
    }

    @Override
    public void close() {
      fixture.close();
    }
  }

  abstract DynamoStoreFixture newFixture();

  @BeforeAll
  static void silence() {
    LOGGER.setLevel(Level.OFF);
  }

  @AfterAll
  static void speakAgain() {
    LOGGER.setLevel(null);
  }

  @Test
  void shouldCommitOnceThoughKilledBeforeAnyRequest() {
    atEachRequest((world, request) -> before(request, world, CommitFaults::kill), w -> {});
  }

  @Test
  void shouldCommitOnceThoughKilledAfterAnyRequest() {
    atEachRequest((world, request) -> after(request, world, CommitFaults::kill), w -> {});
  }

  @Test
  void shouldCommitOnceThoughKilledAfterAnyRequestAndCollected() {
    atEachRequest(
        (world, request) -> after(request, world, CommitFaults::kill),
        world -> {
          world.world.outliveLease();
          world.collect();
          world.collect();
        });
  }

  @Test
  void shouldCommitOnceThoughAnyRequestIsLost() {
    atEachRequest((world, request) -> before(request, world, CommitFaults::lose), w -> {});
  }

  @Test
  void shouldCommitOnceThoughAnyAnswerIsLost() {
    atEachRequest((world, request) -> after(request, world, CommitFaults::lose), w -> {});
  }

  @Test
  void shouldCommitOnceThoughAllAnswersAreLostFromAnyRequestOn() {
    atEachRequest((world, request) -> from(request, world, CommitFaults::lose), w -> {});
  }

  @Test
  void shouldCommitOnceThoughPausedAndTakenOverAtAnyRequest() {
    atEachRequest((world, request) -> before(request, world, Faulty::takeOver), w -> {});
  }

  @Test
  void shouldCommitOnceThoughPausedAndCollectedAtAnyRequest() {
    atEachRequest(
        (world, request) ->
            before(
                request,
                world,
                w -> {
                  w.world.outliveLease();
                  w.collect();
                  w.world.clock().advance(Duration.ofHours(3));
                  w.collect();
                }),
        w -> {});
  }

  private void atEachRequest(Fault fault, java.util.function.Consumer<Faulty> afterwards) {
    int request = 0;
    boolean happened = true;
    while (happened) {
      request++;
      try (Faulty world = new Faulty(newFixture())) {
        happened = world.commit(fault, request);
        afterwards.accept(world);
        world.bringToAnEnd();
      } catch (RuntimeException | Error e) {
        throw new AssertionError("At request " + request + ": " + e.getMessage(), e);
      }
    }
    assertThat(request).as("requests of a commit").isGreaterThan(1);
  }

  private static Hook before(
      int request, Faulty world, java.util.function.Consumer<Faulty> action) {
    AtomicInteger requests = new AtomicInteger();
    return new Hook() {
      @Override
      public void before(String operation) {
        if (requests.incrementAndGet() == request) {
          world.happened = true;
          action.accept(world);
        }
      }
    };
  }

  private static Hook after(int request, Faulty world, java.util.function.Consumer<Faulty> action) {
    AtomicInteger requests = new AtomicInteger();
    return new Hook() {
      @Override
      public void after(String operation) {
        if (requests.incrementAndGet() == request) {
          world.happened = true;
          action.accept(world);
        }
      }
    };
  }

  private static Hook from(int request, Faulty world, java.util.function.Consumer<Faulty> action) {
    AtomicInteger requests = new AtomicInteger();
    return new Hook() {
      @Override
      public void after(String operation) {
        if (requests.incrementAndGet() >= request) {
          world.happened = true;
          action.accept(world);
        }
      }
    };
  }

  private static void kill(Faulty world) {
    throw new Killed("at a request");
  }

  private static void lose(Faulty world) {
    throw SdkClientException.create("no answer");
  }
}
