package sleeper.statestore.memory;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import sleeper.core.ingest.contract.ManualClock;
import sleeper.core.queue.JobQueue;
import sleeper.core.queue.QueueEnvironment;
import sleeper.core.queue.contract.JobQueueContract;

class InMemoryJobQueueTest extends JobQueueContract {

  private final ManualClock clock = new ManualClock();
  private final AtomicInteger ids = new AtomicInteger();
  private final JobQueue queue =
      new InMemoryJobQueue(
          SETTINGS, new QueueEnvironment(clock, () -> "id-" + ids.incrementAndGet(), clock));

  @Override
  protected JobQueue queue() {
    return queue;
  }

  @Override
  protected void pass(Duration time) {
    clock.advance(time);
  }
}
