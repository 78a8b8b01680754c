package sleeper.core.ingest;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import sleeper.core.statestore.log.CommitEnvironment;

/**
 * Everything outside the program's control that runs of jobs depend on.
 *
 * @param commits the time, and waiting between attempts
 * @param ids makes run ids, unique for ever
 * @param owner this process
 */
public record RunEnvironment(CommitEnvironment commits, Supplier<String> ids, RunOwner owner) {

  /** The machine's clock and real waiting. */
  public static RunEnvironment system(RunOwner owner, Supplier<String> ids) {
    return new RunEnvironment(
        new CommitEnvironment(
            Clock.systemUTC(), () -> ThreadLocalRandom.current().nextDouble(), Thread::sleep),
        ids,
        owner);
  }

  /** The time in whole milliseconds, which is what every store keeps. */
  Instant now() {
    return commits.clock().instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
