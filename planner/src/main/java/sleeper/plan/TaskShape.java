package sleeper.plan;

import sleeper.core.error.InvalidInput;

/**
 * What an ingest task runs on: Fargate.
 *
 * @param processor its kind of processor
 * @param cpus virtual processors
 * @param memoryGb memory
 * @param diskGb ephemeral storage; the first 20 GB cost nothing
 */
public record TaskShape(Processor processor, double cpus, double memoryGb, double diskGb) {

  /** Two ARM processors, 4 GB of memory, and the disk that each task has. */
  public static final TaskShape DEFAULT = new TaskShape(Processor.ARM, 2, 4, 20);

  private static final double FREE_DISK_GB = 20;
  private static final double MOST_DISK_GB = 200;

  public TaskShape {
    if (cpus <= 0 || memoryGb <= 0) {
      throw new InvalidInput(
          "A task has processors and memory: vCPU=%s, memory=%s GB".formatted(cpus, memoryGb));
    }
    if (diskGb < 0 || diskGb > MOST_DISK_GB) {
      throw new InvalidInput(
          "A task on Fargate has up to 200 GB of disk, not %s".formatted(diskGb));
    }
  }

  /** Kinds of processors. */
  public enum Processor {
    /** AWS's own, Graviton. */
    ARM(Price.ARM_CPU, Price.ARM_MEMORY),
    /** Intel's and AMD's. */
    X86(Price.X86_CPU, Price.X86_MEMORY);

    private final Price cpu;
    private final Price memory;

    Processor(Price cpu, Price memory) {
      this.cpu = cpu;
      this.memory = memory;
    }
  }

  /** What it costs for some hours. */
  double dollars(double hours, RegionPrices prices) {
    return prices.of(processor.cpu, cpus * hours)
        + prices.of(processor.memory, memoryGb * hours)
        + prices.of(Price.DISK, Math.max(0, diskGb - FREE_DISK_GB) * hours);
  }
}
