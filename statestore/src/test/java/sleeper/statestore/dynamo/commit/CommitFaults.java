package sleeper.statestore.dynamo.commit;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import sleeper.core.ingest.IngestCommitStore;

/**
 * Commits that are killed, paused or cut off at each request that they make to DynamoDB, one after
 * the other; and what the next run of the job and the collector make of it.
 */
abstract class CommitFaults {

  private static final Logger LOGGER =
      (Logger) LoggerFactory.getLogger(IngestCommitStore.class.getPackageName());

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
    atEachRequest(Faults.before(Faults.KILL), w -> {});
  }

  @Test
  void shouldCommitOnceThoughKilledAfterAnyRequest() {
    atEachRequest(Faults.after(Faults.KILL), w -> {});
  }

  @Test
  void shouldCommitOnceThoughKilledAfterAnyRequestAndCollected() {
    atEachRequest(Faults.after(Faults.KILL), FaultyWorld::sweep);
  }

  @Test
  void shouldCommitOnceThoughAnyRequestIsLost() {
    atEachRequest(Faults.before(Faults.LOSE), w -> {});
  }

  @Test
  void shouldCommitOnceThoughAnyAnswerIsLost() {
    atEachRequest(Faults.after(Faults.LOSE), w -> {});
  }

  @Test
  void shouldCommitOnceThoughAllAnswersAreLostFromAnyRequestOn() {
    atEachRequest(Faults.from(Faults.LOSE), w -> {});
  }

  @Test
  void shouldCommitOnceThoughPausedAndTakenOverAtAnyRequest() {
    atEachRequest(Faults.before(FaultyWorld::takeOver), w -> {});
  }

  @Test
  void shouldCommitOnceThoughPausedAndCollectedAtAnyRequest() {
    atEachRequest(Faults.before(FaultyWorld::sweep), w -> {});
  }

  private void atEachRequest(Faults.Fault fault, Consumer<FaultyWorld> afterwards) {
    int request = 0;
    boolean happened = true;
    while (happened) {
      request++;
      try (FaultyWorld world = new FaultyWorld(newFixture())) {
        happened = world.commit(fault, request);
        afterwards.accept(world);
        world.bringToAnEnd();
      } catch (RuntimeException | Error e) {
        throw new AssertionError("At request " + request + ": " + e.getMessage(), e);
      }
    }
    assertThat(request).as("requests of a commit").isGreaterThan(1);
  }
}
