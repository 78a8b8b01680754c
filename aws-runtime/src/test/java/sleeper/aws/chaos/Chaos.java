package sleeper.aws.chaos;

import java.nio.file.Path;
import java.util.List;
import sleeper.servers.AwsServers;

/**
 * Processes at work on an instance, each followed by another when it dies.
 *
 * @param instance where they work
 * @param plan where they die
 * @param jvm how they are started
 */
record Chaos(ChaosInstance instance, KillPlan plan, ChaosJvm jvm) {

  private static final Path LOGS = Path.of("target", "chaos");

  private static final long PAUSE_MILLIS = 100;

  /** Messages are counted once in so many pauses. */
  private static final int PAUSES_PER_COUNT = 5;

  /** One task until no message is left. */
  void doUndisturbed() throws Exception {
    try (Lineage task = new Lineage("task-0", surroundings())) {
      do {
        task.keepAlive();
        pause();
      } while (!instance.isQueueEmpty());
      task.end();
    }
  }

  /** Two tasks and a collector until no message is left, and no death of the collector. */
  void untilAllIsDone() throws Exception {
    try (Lineage one = new Lineage("task-1", surroundings());
        Lineage two = new Lineage("task-2", surroundings());
        Lineage collector = new Lineage("collector-1", surroundings())) {
      List<Lineage> all = List.of(one, two, collector);
      do {
        for (int i = 0; i < PAUSES_PER_COUNT; i++) {
          for (Lineage each : all) {
            each.keepAlive();
          }
          pause();
        }
      } while (!instance.isQueueEmpty() || isCollectorToDie());
      for (Lineage each : all) {
        each.end();
      }
    }
  }

  private Lineage.Surroundings surroundings() {
    return new Lineage.Surroundings(
        jvm,
        List.of(plan.folder().toString(), instance.id()),
        LOGS.resolve(instance.id()),
        AwsServers.environment());
  }

  private boolean isCollectorToDie() {
    return plan.left().stream().anyMatch(kill -> kill.job().equals(ChaosProcess.COLLECTOR));
  }

  private static void pause() throws InterruptedException {
    Thread.sleep(PAUSE_MILLIS);
  }
}
