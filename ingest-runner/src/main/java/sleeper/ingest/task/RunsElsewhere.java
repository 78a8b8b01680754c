package sleeper.ingest.task;

import java.time.Instant;

/** Another run of the job is alive, and a task has other things to do than to wait for it. */
final class RunsElsewhere extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Instant leaseExpires;

  RunsElsewhere(String runId, Instant leaseExpires) {
    super("Run %s of the job is alive until %s at least".formatted(runId, leaseExpires));
    this.leaseExpires = leaseExpires;
  }

  Instant leaseExpires() {
    return leaseExpires;
  }
}
