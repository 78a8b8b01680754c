package sleeper.cli.plan;

import java.time.Duration;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;
import sleeper.cli.command.RowCountConverter;
import sleeper.cli.command.SpanConverter;

/** The rows of a plan, and how soon they are wanted. */
public final class WorkloadOptions {

  @Spec(Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--rows",
      paramLabel = "N",
      required = true,
      converter = RowCountConverter.class,
      description = "How many rows there are to ingest, such as 100M.")
  private long rows;

  @Option(
      names = {"--job-rows", "--batch"},
      paramLabel = "N",
      converter = RowCountConverter.class,
      description = "How many rows a job has, such as 10M; without it, what --delay allows for.")
  private @Nullable Long rowsPerJob;

  @Option(
      names = "--rows-per-second",
      paramLabel = "N",
      converter = RowCountConverter.class,
      description = "How many rows come in a second; without it, they are all there.")
  private @Nullable Long rowsPerSecond;

  @Option(
      names = "--delay",
      paramLabel = "TIME",
      converter = SpanConverter.class,
      description =
          "How long it may take until rows that come in can be queried, such as 10m: the plan "
              + "recommends a size of jobs.")
  private @Nullable Duration delay;

  @Option(
      names = "--files-per-job",
      paramLabel = "N",
      description = "How many input files a job has; 1 without it.")
  private int filesPerJob = 1;

  /** Refuses what does not go together. */
  void check() {
    if (rowsPerJob == null && delay == null) {
      throw wrong(
          "--job-rows or --delay is missing: how many rows a job has, or how soon rows must be queryable");
    } else if (delay != null && rowsPerSecond == null) {
      throw wrong("--delay needs --rows-per-second, since a job waits until it has its rows");
    } else if (filesPerJob < 1) {
      throw wrong("--files-per-job is at least 1, not " + filesPerJob);
    }
  }

  long rows() {
    return rows;
  }

  int filesPerJob() {
    return filesPerJob;
  }

  OptionalLong rowsPerJob() {
    return rowsPerJob == null ? OptionalLong.empty() : OptionalLong.of(rowsPerJob);
  }

  OptionalDouble rowsPerSecond() {
    return rowsPerSecond == null
        ? OptionalDouble.empty()
        : OptionalDouble.of((double) rowsPerSecond.longValue());
  }

  @Nullable Duration delay() {
    return delay;
  }

  private ParameterException wrong(String sentence) {
    return new ParameterException(spec.commandLine(), sentence);
  }
}
