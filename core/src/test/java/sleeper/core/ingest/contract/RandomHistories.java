package sleeper.core.ingest.contract;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import sleeper.core.ingest.IngestCommitStore;

/**
 * Random histories of runs, collectors and crashes over a store. A failure names its seed; {@code
 * -Dseed=N} lets that history happen again.
 */
public abstract class RandomHistories {

  private static final int STEPS = 120;
  private static final Logger LOGGER =
      (Logger) LoggerFactory.getLogger(IngestCommitStore.class.getPackageName());

  /** Faults are made by the thousand. */
  @BeforeAll
  static void silence() {
    LOGGER.setLevel(Level.OFF);
  }

  @AfterAll
  static void speakAgain() {
    LOGGER.setLevel(null);
  }

  /** A new instance without tables. */
  protected abstract StoreFixture newFixture();

  /** How many histories; many more with {@code -Dlong}. */
  protected abstract int histories();

  @Test
  void shouldKeepLedgerTableAndObjectsInAgreementWhateverHappens() {
    Long given = Long.getLong("seed");
    long first = given == null ? ThreadLocalRandom.current().nextLong() : given;
    int histories = given == null ? histories() * (Boolean.getBoolean("long") ? 50 : 1) : 1;
    System.out.println("Random histories of ingest runs from seed " + first);
    int committed = 0;
    int failed = 0;
    for (long seed = first; seed < first + histories; seed++) {
      try (StoreFixture fixture = newFixture()) {
        RandomHistory history = new RandomHistory(new RunsWorld(fixture), seed);
        history.happen(STEPS);
        committed += history.committed();
        failed += history.failed();
      } catch (RuntimeException | Error e) {
        throw new AssertionError("History of seed " + seed + " went wrong: " + e.getMessage(), e);
      }
    }
    if (given == null) {
      assertThat(committed).as("histories in which something was committed").isPositive();
      assertThat(failed).as("histories in which something failed").isPositive();
    }
  }
}
