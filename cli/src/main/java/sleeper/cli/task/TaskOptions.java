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
import sleeper.ingest.task.TaskSettings;

/** How a task takes jobs, where that is not as the instance's properties say. */
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
    atLeast("--idle", end.idleSeconds, 0);
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
