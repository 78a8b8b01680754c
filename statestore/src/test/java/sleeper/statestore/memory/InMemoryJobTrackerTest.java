package sleeper.statestore.memory;

import java.time.Instant;
import sleeper.core.ingest.contract.ManualClock;
import sleeper.core.tracker.JobTracker;
import sleeper.core.tracker.contract.JobTrackerContract;

class InMemoryJobTrackerTest extends JobTrackerContract {

  private final ManualClock clock = new ManualClock();
  private final JobTracker tracker = new InMemoryJobTracker();

  @Override
  protected JobTracker tracker() {
    return tracker;
  }

  @Override
  protected Instant now() {
    return clock.instant();
  }
}
