package sleeper.ingest.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sleeper.core.error.LeaseLost;

class HeartbeatTest {

  private final FakeRun run = new FakeRun();

  @BeforeEach
  void beatFast() {
    run.renewalPeriodMillis = 1;
  }

  @Test
  void shouldGoOnAfterARenewalThatFailed() throws InterruptedException {
    CountDownLatch renewals = new CountDownLatch(3);
    run.renewal =
        () -> {
          renewals.countDown();
          if (renewals.getCount() == 1) {
            throw new OutOfMemoryError("in a moment that is over soon");
          }
          throw new UncheckedIOException(new IOException("no network"));
        };

    try (Heartbeat heartbeat = Heartbeat.start(run)) {
      assertThat(renewals.await(30, TimeUnit.SECONDS)).isTrue();
      assertThatCode(heartbeat::check).doesNotThrowAnyException();
    }
  }

  @Test
  void shouldTellThatTheLeaseIsLost() throws InterruptedException {
    run.renewal =
        () -> {
          throw new LeaseLost("Run fake was taken over");
        };

    try (Heartbeat heartbeat = Heartbeat.start(run)) {
      heartbeat.awaitEnd();
      assertThatThrownBy(heartbeat::check)
          .isInstanceOf(LeaseLost.class)
          .hasMessage("Run fake was taken over");
    }
    assertThat(run.calls).as("not asked again").containsExactly("renew");
  }

  @Test
  void shouldRenewNoMoreOnceItIsClosed() throws InterruptedException {
    CountDownLatch renewed = new CountDownLatch(1);
    run.renewal = renewed::countDown;
    Heartbeat heartbeat = Heartbeat.start(run);
    assertThat(renewed.await(30, TimeUnit.SECONDS)).isTrue();

    heartbeat.close();

    heartbeat.awaitEnd();
    int renewals = run.calls.size();
    TimeUnit.MILLISECONDS.sleep(20);
    assertThat(run.calls).hasSize(renewals);
  }
}
