package sleeper.aws.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sleeper.aws.chaos.ChaosJob.Rows;
import sleeper.servers.AwsServers;

/**
 * Many jobs while tasks die at every step and at any time, and requests go wrong. With {@code
 * -Dlong}; {@code -Dseed=N} chooses the same jobs, faults and times again.
 */
@EnabledOnOs(OS.LINUX)
@EnabledIfSystemProperty(named = "long", matches = "true", disabledReason = "takes minutes: -Dlong")
class LongChaosIT {

  private static final int JOBS = 40;
  private static final int MOST_SENDS = 5;
  private static final int TASKS = 4;
  private static final List<String> TABLES = List.of("north", "south", "east");

  private static final List<String> STEPS =
      List.of(
          "after queue.receive",
          "before store.create",
          "after store.create",
          "before parquet.commit",
          "after parquet.commit",
          "before sketches.commit",
          "after sketches.commit",
          "before store.commit",
          "before store.commit > before dynamodb.TransactWriteItems",
          "before store.commit > after dynamodb.TransactWriteItems",
          "after store.commit",
          "before tracker.save",
          "after store.commit > after tracker.save",
          "before queue.delete",
          "after queue.delete");

  /** An instance that is shared has a claim before the log and its completion behind it. */
  private static final List<String> STEPS_OF_SHARED =
      List.of(
          "before store.commit > before dynamodb.PutItem",
          "before store.commit > after dynamodb.PutItem",
          "before store.commit > after dynamodb.PutItem > before dynamodb.TransactWriteItems",
          "before store.commit > after dynamodb.PutItem > after dynamodb.TransactWriteItems");

  private static final List<String> STEPS_OF_OURS =
      List.of("before snapshot.commit", "after snapshot.commit", "after records.save");

  private final long seed = Long.getLong("seed", new Random().nextLong());
  private final Random random = new Random(seed);

  @TempDir private Path folder;

  @ParameterizedTest(name = "shared: {0}")
  @ValueSource(booleans = {false, true})
  @Timeout(1800)
  void shouldDoEachJobOnceWhateverHappens(boolean isShared) throws Exception {
    System.out.println("Chaos with -Dseed=" + seed);
    KillPlan plan = KillPlan.create(folder.resolve("plan"), kills(isShared));
    try (ChaosInstance chaos = ChaosInstance.create(isShared);
        InputBucket inputs = new InputBucket("input-" + chaos.id(), folder.resolve("inputs"))) {
      for (int i = 0; i < TABLES.size(); i++) {
        chaos.createTable(TABLES.get(i), 4 >> i);
      }
      List<ChaosJob> jobs = jobs(inputs);
      DeadRun.leave(chaos.backend(), TABLES.get(0));
      ChaosJvm jvm = ChaosJvm.in(folder.resolve("jvm"));
      chaos.send(jobs.get(0).message());
      KillPlan none = KillPlan.create(folder.resolve("no-plan"), List.of());
      new Chaos(chaos, none, jvm, AwsServers.environment()).doUndisturbed();

      shuffled(jobs).forEach(job -> chaos.send(job.message()));
      try (RandomFaults faults = new RandomFaults(new Random(random.nextLong()))) {
        new Chaos(chaos, plan, jvm, faults.environment())
            .untilAllIsDone(TASKS, new RandomKills(new Random(random.nextLong())));
      }

      assertThat(plan.neverHappened()).as("steps at which nobody died").isEmpty();
      Outcome outcome = new Outcome(chaos);
      outcome.assertFinished(jobs);
      outcome.assertNothingLeft();
      outcome.assertTables(jobs);
    }
  }

  /** Each step for two jobs: what comes after a commit comes once, and something else may kill. */
  private static List<Kill> kills(boolean isShared) {
    List<String> steps = new ArrayList<>(STEPS);
    steps.addAll(isShared ? STEPS_OF_SHARED : STEPS_OF_OURS);
    List<Kill> kills = new ArrayList<>();
    for (int i = 0; i < 2 * steps.size(); i++) {
      kills.addAll(Kill.each(id(i + 1), steps.get(i % steps.size())));
    }
    kills.addAll(
        Kill.each(
            ChaosProcess.COLLECTOR,
            "after store.fence",
            "before objects.deleteAll",
            "after store.bury",
            "before store.forget"));
    return kills;
  }

  private static String id(int number) {
    return "job-" + number;
  }

  private List<ChaosJob> jobs(InputBucket inputs) throws Exception {
    List<ChaosJob> jobs = new ArrayList<>();
    long first = 0;
    for (int i = 0; i < JOBS; i++) {
      Rows rows = new Rows(first, 100 + random.nextInt(3000), random.nextInt(200));
      jobs.add(new ChaosJob(id(i), TABLES.get(i % TABLES.size()), inputs.add(rows), rows));
      first += rows.count();
    }
    return jobs;
  }

  /** Each job once to five times, in any order. */
  private List<ChaosJob> shuffled(List<ChaosJob> jobs) {
    List<ChaosJob> sent = new ArrayList<>();
    for (ChaosJob job : jobs) {
      IntStream.rangeClosed(0, random.nextInt(MOST_SENDS)).forEach(i -> sent.add(job));
    }
    Collections.shuffle(sent, random);
    return sent;
  }
}
