package sleeper.core.partition;

import java.util.List;

/**
 * Split points chosen from a sample.
 *
 * @param splitPoints values of the first row key, strictly increasing, one fewer than partitions
 * @param partitionsAsked how many leaf partitions were asked for
 * @param sampledValues how many values the sample had
 */
public record SplitPointEstimate(
    List<Object> splitPoints, int partitionsAsked, long sampledValues) {

  public SplitPointEstimate {
    splitPoints = List.copyOf(splitPoints);
  }

  /** How many leaf partitions the split points make. */
  public int partitions() {
    return splitPoints.size() + 1;
  }

  /** Whether the sample had too few different values for what was asked. */
  public boolean isShort() {
    return partitions() < partitionsAsked;
  }
}
