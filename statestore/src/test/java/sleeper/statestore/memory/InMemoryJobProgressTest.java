package sleeper.statestore.memory;

import java.time.Instant;
import sleeper.core.ingest.contract.ManualClock;
import sleeper.core.tracker.JobProgressStore;
import sleeper.core.tracker.contract.JobProgressContract;

class InMemoryJobProgressTest extends JobProgressContract {

  private final ManualClock clock = new ManualClock();
  private final JobProgressStore store = new InMemoryJobProgress();

  @Override
  protected JobProgressStore store() {
    return store;
  }

  @Override
  protected Instant now() {
    return clock.instant();
  }
}
