package sleeper.cdk.config;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import sleeper.core.error.InvalidInput;
import sleeper.core.properties.ByteSize;

/**
 * How large a task is, in one of the sizes that Fargate has.
 *
 * @param cpuUnits processors, 1024 of them one
 * @param memory a whole number of mebibytes
 * @param architecture of its processors
 */
public record TaskSize(int cpuUnits, ByteSize memory, Architecture architecture) {

  private static final int GIBIBYTE = 1024;

  /** Which mebibytes of memory go with which processors. */
  private static final TreeMap<Integer, List<Integer>> MEBIBYTES =
      new TreeMap<>(
          Map.of(
              256, List.of(512, GIBIBYTE, 2 * GIBIBYTE),
              512, gibibytes(1, 4, 1),
              1024, gibibytes(2, 8, 1),
              2048, gibibytes(4, 16, 1),
              4096, gibibytes(8, 30, 1),
              8192, gibibytes(16, 60, 4),
              16_384, gibibytes(32, 120, 8)));

  /** The kinds of processors. */
  public enum Architecture {
    /** AWS's own, which cost a fifth less. */
    ARM64,
    /** Intel's and AMD's. */
    X86_64;

    /** As it is written in a configuration. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A size.
   *
   * @throws InvalidInput if Fargate has no such
   */
  public TaskSize {
    List<Integer> allowed = MEBIBYTES.get(cpuUnits);
    if (allowed == null) {
      throw new InvalidInput(
          "\"cpuUnits\" of \"task\" is %d; Fargate has %s".formatted(cpuUnits, MEBIBYTES.keySet()));
    }
    if (allowed.stream().noneMatch(each -> ByteSize.ofMebibytes(each).equals(memory))) {
      throw new InvalidInput(
          "\"memory\" of \"task\" is %s; with %d \"cpuUnits\" Fargate has %s"
              .formatted(memory, cpuUnits, allowed.stream().map(ByteSize::ofMebibytes).toList()));
    }
  }

  /** Its memory as ECS takes it. */
  public int memoryMebibytes() {
    return Math.toIntExact(memory.bytes() / ByteSize.ofMebibytes(1).bytes());
  }

  private static List<Integer> gibibytes(int least, int most, int step) {
    return IntStream.iterate(least, each -> each <= most, each -> each + step)
        .map(each -> each * GIBIBYTE)
        .boxed()
        .toList();
  }
}
