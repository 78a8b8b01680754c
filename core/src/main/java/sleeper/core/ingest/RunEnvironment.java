package sleeper.core.ingest;

import java.time.Clock;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Everything outside the program's control that runs of jobs depend on.
 *
 * @param clock the time
 * @param pause waiting
 * @param random where jitter comes from; used under a lock
 * @param ids makes run ids, unique for ever
 * @param owner this process
 */
public record RunEnvironment(
    Clock clock, Pause pause, RandomGenerator random, Supplier<String> ids, RunOwner owner) {

  /** The machine's clock, real waiting, random ids. */
  public static RunEnvironment system(RunOwner owner) {
    return new RunEnvironment(
        Clock.systemUTC(),
        duration -> Thread.sleep(duration.toMillis()),
        RandomGeneratorFactory.getDefault().create(),
        () -> UUID.randomUUID().toString(),
        owner);
  }
}
