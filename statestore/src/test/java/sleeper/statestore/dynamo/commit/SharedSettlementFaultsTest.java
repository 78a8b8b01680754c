package sleeper.statestore.dynamo.commit;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;
import sleeper.core.ingest.IngestCommitStore;
import sleeper.core.ingest.contract.Killed;
import sleeper.statestore.dynamo.commit.Faults.Fault;
import sleeper.statestore.dynamo.commit.HookedClient.Hook;

/**
 * A collector that is killed, paused or cut off at each request it makes while it settles the claim
 * of a run that died; the others who come meanwhile and afterwards. Some only with {@code -Dlong}.
 */
class SharedSettlementFaultsTest {

  private static final Logger LOGGER =
      (Logger) LoggerFactory.getLogger(IngestCommitStore.class.getPackageName());

  /** How far the run that died had come. */
  enum Death {
    BEFORE_THE_LOG,
    AFTER_THE_LOG,
    AFTER_ANOTHER_TOOK_ITS_NUMBER
  }

  @BeforeAll
  static void silence() {
    LOGGER.setLevel(Level.OFF);
  }

  @AfterAll
  static void speakAgain() {
    LOGGER.setLevel(null);
  }

  @ParameterizedTest
  @EnumSource(Death.class)
  void shouldSettleThoughKilledBeforeAnyRequest(Death death) {
    atEachRequest(death, Faults.before(Faults.KILL));
  }

  @ParameterizedTest
  @EnumSource(Death.class)
  @EnabledIfSystemProperty(named = "long", matches = ".*")
  void shouldSettleThoughKilledAfterAnyRequest(Death death) {
    atEachRequest(death, Faults.after(Faults.KILL));
  }

  @ParameterizedTest
  @EnumSource(Death.class)
  void shouldSettleThoughAnyAnswerIsLost(Death death) {
    atEachRequest(death, Faults.after(Faults.LOSE));
  }

  @ParameterizedTest
  @EnumSource(Death.class)
  @EnabledIfSystemProperty(named = "long", matches = ".*")
  void shouldSettleThoughPausedWhileAnotherCollectorIsFaster(Death death) {
    atEachRequest(death, Faults.before(FaultyWorld::sweep));
  }

  @ParameterizedTest
  @EnumSource(Death.class)
  void shouldSettleThoughPausedWhileAnotherRunDoesTheJob(Death death) {
    atEachRequest(death, Faults.before(FaultyWorld::takeOver));
  }

  private static void atEachRequest(Death death, Fault fault) {
    int request = 0;
    boolean happened = true;
    while (happened) {
      request++;
      try (FaultyWorld world = new FaultyWorld(DynamoStoreFixture.shared())) {
        assertThat(world.commit(fatal(death), 1)).as("the run dies").isTrue();
        happened = world.settle(fault, request);
        world.bringToAnEnd();
      } catch (RuntimeException | Error e) {
        throw new AssertionError("At request " + request + ": " + e.getMessage(), e);
      }
    }
    assertThat(request).as("requests of a settlement").isGreaterThan(3);
  }

  private static Fault fatal(Death death) {
    return switch (death) {
      case BEFORE_THE_LOG -> (world, request) -> dying(world, w -> {}, true);
      case AFTER_THE_LOG -> (world, request) -> dying(world, w -> {}, false);
      case AFTER_ANOTHER_TOOK_ITS_NUMBER ->
          (world, request) -> dying(world, FaultyWorld::commitOther, true);
    };
  }

  /** Dies around its first plain write, which is the one to the log. */
  private static Hook dying(FaultyWorld world, Consumer<FaultyWorld> action, boolean before) {
    return new Hook() {
      @Override
      public void before(String operation) {
        if (before && operation.equals(PendingClaims.PUT)) {
          action.accept(world);
          die();
        }
      }

      @Override
      public void after(String operation) {
        if (!before && operation.equals(PendingClaims.PUT)) {
          die();
        }
      }

      private void die() {
        world.happened();
        throw new Killed("at the log");
      }
    };
  }
}
