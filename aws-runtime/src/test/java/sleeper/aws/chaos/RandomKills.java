package sleeper.aws.chaos;

import java.time.Duration;
import java.util.List;
import java.util.Random;

/** SIGKILL for one of some processes every few seconds. */
final class RandomKills implements Chaos.Killer {

  private static final int SHORTEST_MILLIS = 1000;
  private static final int RANGE_MILLIS = 6000;

  private final Random random;
  private long nextNanos;

  RandomKills(Random random) {
    this.random = random;
    nextNanos = next();
  }

  @Override
  public void look(List<Lineage> processes) throws InterruptedException {
    if (System.nanoTime() - nextNanos >= 0) {
      processes.get(random.nextInt(processes.size())).kill();
      nextNanos = next();
    }
  }

  private long next() {
    Duration wait = Duration.ofMillis(SHORTEST_MILLIS + random.nextInt(RANGE_MILLIS));
    return System.nanoTime() + wait.toNanos();
  }
}
