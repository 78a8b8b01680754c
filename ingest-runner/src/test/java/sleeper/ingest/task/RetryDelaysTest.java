package sleeper.ingest.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RetryDelaysTest {

  private final RetryDelays delays =
      new RetryDelays(Duration.ofSeconds(10), Duration.ofMinutes(15));

  @Test
  void shouldWaitTwiceAsLongEachTime() {
    assertThat(delays.after(1)).isEqualTo(Duration.ofSeconds(10));
    assertThat(delays.after(3)).isEqualTo(Duration.ofSeconds(40));
    assertThat(delays.after(8)).isEqualTo(Duration.ofMinutes(15));
    assertThat(delays.after(Integer.MAX_VALUE)).isEqualTo(Duration.ofMinutes(15));
  }

  @Test
  void shouldWaitForTheLeaseOfAnotherRunAtLeast() {
    assertThat(delays.whileAlive(Duration.ofMinutes(2), 1)).isEqualTo(Duration.ofMinutes(2));
    assertThat(delays.whileAlive(Duration.ofMinutes(2), 2)).isEqualTo(Duration.ofMinutes(4));
    assertThat(delays.whileAlive(Duration.ofMinutes(-1), 1)).isEqualTo(Duration.ofSeconds(10));
    assertThat(delays.whileAlive(Duration.ofHours(1), 1)).isEqualTo(Duration.ofMinutes(15));
  }
}
