package sleeper.cdk.config;

import java.util.List;
import java.util.Set;
import sleeper.cdk.config.TaskConfig.StarterConcurrency;
import sleeper.cdk.config.TaskConfig.TaskLimits;
import sleeper.cdk.config.TaskSize.Architecture;
import sleeper.core.error.InvalidInput;
import sleeper.core.properties.ByteSize;

/** Reads the part of a configuration that is about tasks. */
record TaskReader(Members task) {

  private static final String CPU = "cpuUnits";
  private static final String MEMORY = "memory";
  private static final String ARCHITECTURE = "architecture";
  private static final String MEMORY_BUDGET = "memoryBudget";
  private static final String DISK_BUDGET = "diskBudget";
  private static final String JOBS = "jobsAtOnce";
  private static final String MAXIMUM = "maximum";
  private static final String RESERVED = "reservedStarter";

  static final Set<String> MEMBERS =
      Set.of(CPU, MEMORY, ARCHITECTURE, MEMORY_BUDGET, DISK_BUDGET, JOBS, MAXIMUM, RESERVED);

  private static final int DEFAULT_CPU = 2048;
  private static final ByteSize DEFAULT_MEMORY = ByteSize.ofMebibytes(4096);

  /** Few, so that a mistake costs little. */
  private static final int DEFAULT_MAXIMUM = 10;

  TaskConfig config(TaskImage image) {
    TaskSize size =
        new TaskSize(
            task.wholeNumber(CPU, DEFAULT_CPU), task.size(MEMORY, DEFAULT_MEMORY), architecture());
    TaskBudgets budgets =
        new TaskBudgets(
            task.size(MEMORY_BUDGET, TaskBudgets.mostMemory(size)),
            task.size(DISK_BUDGET, DeploymentConfig.defaultDisk()),
            task.wholeNumber(JOBS, 1));
    StarterConcurrency starter =
        !task.has(RESERVED) || task.isTrue(RESERVED)
            ? StarterConcurrency.RESERVED
            : StarterConcurrency.UNRESERVED;
    return new TaskConfig(
        size, budgets, image, new TaskLimits(task.wholeNumber(MAXIMUM, DEFAULT_MAXIMUM), starter));
  }

  private Architecture architecture() {
    String text = task.optionalText(ARCHITECTURE).orElse(Architecture.ARM64.text());
    List<Architecture> all = List.of(Architecture.values());
    return all.stream()
        .filter(each -> each.text().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidInput(
                    "\"architecture\" of \"task\" is \"%s\"; it must be one of %s"
                        .formatted(text, all.stream().map(Architecture::text).toList())));
  }
}
