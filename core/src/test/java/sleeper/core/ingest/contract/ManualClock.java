package sleeper.core.ingest.contract;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import sleeper.core.statestore.log.CommitEnvironment;

/** A clock that stands still until it is moved; waiting moves it. Thread-safe. */
public final class ManualClock extends Clock implements CommitEnvironment.Pause {

  private Instant now = Instant.parse("2026-01-02T03:04:05Z");

  /** Moves it on. */
  public synchronized void advance(Duration duration) {
    now = now.plus(duration);
  }

  @Override
  public synchronized Instant instant() {
    return now;
  }

  @Override
  public void pause(long millis) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    advance(Duration.ofMillis(millis));
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("UTC only");
  }
}
