package sleeper.cli.plan;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;
import sleeper.cli.command.ByteSizeConverter;
import sleeper.cli.command.RowCountConverter;
import sleeper.core.properties.ByteSize;
import sleeper.ingest.runner.IngestSettings;
import sleeper.plan.Speeds;
import sleeper.plan.TaskShape;
import sleeper.plan.TaskShape.Processor;

/** What tasks run on, and how fast they are. */
public final class MachineOptions {

  @Spec(Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--cpus",
      paramLabel = "N",
      description = "The virtual processors of a task; 2 without it.")
  private double cpus = TaskShape.DEFAULT.cpus();

  @Option(
      names = "--task-memory",
      paramLabel = "GB",
      description = "The memory of a task in GB; 4 without it.")
  private double memoryGb = TaskShape.DEFAULT.memoryGb();

  @Option(
      names = "--task-disk",
      paramLabel = "GB",
      description = "The disk of a task in GB; the 20 that each has, without it.")
  private double diskGb = TaskShape.DEFAULT.diskGb();

  @Option(
      names = "--processor",
      paramLabel = "KIND",
      description = "What processors tasks have, arm or x86; arm without it.")
  private String processor = "arm";

  @Option(
      names = "--speed",
      paramLabel = "ROWS",
      converter = RowCountConverter.class,
      description =
          "How many rows one processor ingests in a second; 1M without it, a guess between 2.2M "
              + "for narrow rows and 400k for wide ones.")
  private @Nullable Long rowsPerSecondAndCpu;

  @Option(
      names = "--max-tasks",
      paramLabel = "N",
      description = "How many tasks may run at once; without it, what the instance allows for.")
  private @Nullable Integer mostTasks;

  @Option(
      names = "--memory",
      paramLabel = "SIZE",
      converter = ByteSizeConverter.class,
      description = "The memory for rows of a job, such as 256M; without it, that of the instance.")
  private @Nullable ByteSize memory;

  @Option(
      names = "--disk",
      paramLabel = "SIZE",
      converter = ByteSizeConverter.class,
      description =
          "The most that a job may spill to disk, such as 64G; without it, that of the instance.")
  private @Nullable ByteSize disk;

  TaskShape task() {
    return new TaskShape(kind(), cpus, memoryGb, diskGb);
  }

  Speeds speeds() {
    return rowsPerSecondAndCpu == null
        ? Speeds.DEFAULT
        : Speeds.DEFAULT.withRowsPerSecondAndCpu((double) rowsPerSecondAndCpu.longValue());
  }

  /** The budgets of a job, with a thread for each of its task's processors. */
  IngestSettings budgets(IngestSettings defaults) {
    if (memory != null && memory.bytes() < IngestSettings.MIN_MEMORY_BYTES) {
      throw wrong(
          "--memory is at least %s, not %s"
              .formatted(new ByteSize(IngestSettings.MIN_MEMORY_BYTES), memory));
    }
    IngestSettings budgets = defaults.withThreads((int) Math.max(1, Math.ceil(cpus)));
    budgets = memory == null ? budgets : budgets.withMemoryBytes(memory.bytes());
    return disk == null ? budgets : budgets.withDiskBytes(disk.bytes());
  }

  long mostTasks(long defaults) {
    if (mostTasks != null && mostTasks < 1) {
      throw wrong("--max-tasks is at least 1, not " + mostTasks);
    }
    return mostTasks == null ? Math.max(1, defaults) : mostTasks;
  }

  private Processor kind() {
    return switch (processor.toLowerCase(Locale.ROOT)) {
      case "arm" -> Processor.ARM;
      case "x86" -> Processor.X86;
      default -> throw wrong("--processor is arm or x86, not " + processor);
    };
  }

  private ParameterException wrong(String sentence) {
    return new ParameterException(spec.commandLine(), sentence);
  }
}
