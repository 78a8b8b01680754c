package sleeper.cli.command;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;
import sleeper.core.properties.ByteSize;
import sleeper.ingest.runner.IngestSettings;

/** What ingesting may use of this machine, where that is not as the instance's properties say. */
public final class BudgetOptions {

  @Spec(Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--memory",
      paramLabel = "SIZE",
      converter = ByteSizeConverter.class,
      description =
          "The memory for rows, such as 256M, which is the default, or 4G; jobs of a task share it.")
  private @Nullable ByteSize memory;

  @Option(
      names = "--disk",
      paramLabel = "SIZE",
      converter = ByteSizeConverter.class,
      description =
          "The most that may be spilled to disk, such as 64G, which is the default; jobs of a task share it.")
  private @Nullable ByteSize disk;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "How many threads work; without it, one for each processor.")
  private @Nullable Integer threads;

  /** Refuses what makes no sense. */
  public void check() {
    if (threads != null && threads < 1) {
      throw wrong("--threads is at least 1, not " + threads);
    } else if (memory != null && memory.bytes() < IngestSettings.MIN_MEMORY_BYTES) {
      throw wrong(
          "--memory is at least %s, not %s"
              .formatted(new ByteSize(IngestSettings.MIN_MEMORY_BYTES), memory));
    }
  }

  /** Settings within these budgets. */
  public IngestSettings limited(IngestSettings settings) {
    IngestSettings limited = settings;
    limited = memory == null ? limited : limited.withMemoryBytes(memory.bytes());
    limited = disk == null ? limited : limited.withDiskBytes(disk.bytes());
    return threads == null ? limited : limited.withThreads(threads);
  }

  /** The same options for the command line of another process. */
  public List<String> arguments() {
    List<String> arguments = new ArrayList<>();
    add(arguments, "--memory", memory);
    add(arguments, "--disk", disk);
    add(arguments, "--threads", threads);
    return arguments;
  }

  private static void add(List<String> arguments, String option, @Nullable Object value) {
    if (value != null) {
      arguments.add(option + "=" + value);
    }
  }

  private ParameterException wrong(String sentence) {
    return new ParameterException(spec.commandLine(), sentence);
  }
}
