package sleeper.statestore.memory;

import java.time.Instant;
import sleeper.core.ingest.contract.ManualClock;
import sleeper.core.tracker.TaskTracker;
import sleeper.core.tracker.contract.TaskTrackerContract;

class InMemoryTaskTrackerTest extends TaskTrackerContract {

  private final ManualClock clock = new ManualClock();
  private final TaskTracker tracker = new InMemoryTaskTracker();

  @Override
  protected TaskTracker tracker() {
    return tracker;
  }

  @Override
  protected Instant now() {
    return clock.instant();
  }
}
