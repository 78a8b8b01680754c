package sleeper.cli.task;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;
import sleeper.cli.command.ByteSizeConverter;
import sleeper.core.properties.ByteSize;
import sleeper.ingest.runner.IngestSettings;
import sleeper.ingest.task.TaskSettings;
import sleeper.instance.IngestTasks;

/** How a task works, where that is not as the instance's properties say. */
public final class TaskOptions {

  /** Long enough for a queue of several servers to tell that none of them has a message. */
  private static final Duration SURELY_EMPTY = Duration.ofSeconds(1);

  @Spec(Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--jobs",
      paramLabel = "N",
      description = "How many jobs to do at once, all within the same memory and disk.")
  private @Nullable Integer jobs;

  @ArgGroup private End end = new End();

  @Option(
      names = "--memory",
      paramLabel = "SIZE",
      converter = ByteSizeConverter.class,
      description = "The memory for rows of all jobs together, such as 256M, which is the default.")
  private @Nullable ByteSize memory;

  @Option(
      names = "--disk",
      paramLabel = "SIZE",
      converter = ByteSizeConverter.class,
      description = "The most that all jobs together may spill to disk, such as 64G.")
  private @Nullable ByteSize disk;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "How many threads work; without it, one for each processor.")
  private @Nullable Integer threads;

  /** When a task ends by itself. */
  private static final class End {

    @Option(
        names = "--idle",
        paramLabel = "SECONDS",
        description = "End after so long without a job; without it, 300 seconds.")
    private @Nullable Integer idleSeconds;

    @Option(names = "--until-empty", description = "End as soon as no message can be received.")
    private boolean untilEmpty;
  }

  /** Refuses what makes no sense. */
  void check() {
    atLeast("--jobs", jobs, 1);
    atLeast("--threads", threads, 1);
    atLeast("--idle", end.idleSeconds, 0);
    if (memory != null && memory.bytes() < IngestSettings.MIN_MEMORY_BYTES) {
      throw wrong(
          "--memory is at least %s, not %s"
              .formatted(new ByteSize(IngestSettings.MIN_MEMORY_BYTES), memory));
    }
  }

  /** Tasks with these budgets. */
  IngestTasks budgeted(IngestTasks tasks) {
    IngestSettings budgets = tasks.budgets();
    budgets = memory == null ? budgets : budgets.withMemoryBytes(memory.bytes());
    budgets = disk == null ? budgets : budgets.withDiskBytes(disk.bytes());
    budgets = threads == null ? budgets : budgets.withThreads(threads);
    return tasks.withBudgets(budgets);
  }

  /** Settings with these limits. */
  TaskSettings limited(TaskSettings settings) {
    TaskSettings limited = jobs == null ? settings : settings.withJobsAtOnce(jobs);
    Integer idle = end.idleSeconds;
    if (end.untilEmpty) {
      return limited.withWaits(limited.pollWait(), SURELY_EMPTY);
    }
    return idle == null ? limited : limited.withWaits(limited.pollWait(), Duration.ofSeconds(idle));
  }

  /** The same options for the command line of another process. */
  List<String> arguments() {
    List<String> arguments = new ArrayList<>();
    add(arguments, "--jobs", jobs);
    add(arguments, "--idle", end.idleSeconds);
    add(arguments, "--memory", memory);
    add(arguments, "--disk", disk);
    add(arguments, "--threads", threads);
    if (end.untilEmpty) {
      arguments.add("--until-empty");
    }
    return arguments;
  }

  ParameterException wrong(String sentence) {
    return new ParameterException(spec.commandLine(), sentence);
  }

  void atLeast(String option, @Nullable Integer value, int least) {
    if (value != null && value < least) {
      throw wrong("%s is at least %d, not %d".formatted(option, least, value));
    }
  }

  private static void add(List<String> arguments, String option, @Nullable Object value) {
    if (value != null) {
      arguments.add(option + "=" + value);
    }
  }
}
