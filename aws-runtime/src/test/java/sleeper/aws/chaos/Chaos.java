package sleeper.aws.chaos;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Processes at work on an instance, each followed by another when it dies.
 *
 * @param instance where they work
 * @param plan where they die
 * @param jvm how they are started
 * @param servers environment variables that lead them to the servers
 */
record Chaos(ChaosInstance instance, KillPlan plan, ChaosJvm jvm, Map<String, String> servers) {

  /** Kills processes at times that have nothing to do with what they are at. */
  @FunctionalInterface
  interface Killer {
    /** Kills nothing. */
    Killer NONE = processes -> {};

    /** Kills whatever is due; called several times a second. */
    void look(List<Lineage> processes) throws InterruptedException;
  }

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

  /** Some tasks and a collector until no message is left, and no death of the collector. */
  void untilAllIsDone(int tasks, Killer killer) throws Exception {
    List<Lineage> all = new ArrayList<>();
    all.add(new Lineage("collector", surroundings()));
    for (int i = 1; i <= tasks; i++) {
      all.add(new Lineage("task-" + i, surroundings()));
    }
    try {
      do {
        for (int i = 0; i < PAUSES_PER_COUNT; i++) {
          for (Lineage each : all) {
            each.keepAlive();
          }
          pause();
          killer.look(all);
        }
      } while (!instance.isQueueEmpty() || isCollectorToDie());
      for (Lineage each : all) {
        each.end();
      }
    } finally {
      for (Lineage each : all) {
        each.kill();
      }
    }
  }

  private Lineage.Surroundings surroundings() {
    return new Lineage.Surroundings(
        jvm,
        List.of(plan.folder().toString(), instance.id()),
        LOGS.resolve(instance.id()),
        servers);
  }

  private boolean isCollectorToDie() {
    return plan.left().stream().anyMatch(kill -> kill.job().equals(ChaosProcess.COLLECTOR));
  }

  private static void pause() throws InterruptedException {
    Thread.sleep(PAUSE_MILLIS);
  }
}
