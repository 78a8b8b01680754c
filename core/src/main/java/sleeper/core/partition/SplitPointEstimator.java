package sleeper.core.partition;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import sleeper.core.key.KeyValues;
import sleeper.core.order.ValueOrder;
import sleeper.core.schema.Field;

/**
 * Chooses split points so that the values of a sample fall into equal parts.
 *
 * <p>Equal values are never parted, so a value that is more than its share gets a part of its own
 * and the others share what is left. There are as many parts as were asked for, unless the sample
 * has fewer different values. Memory: the sample once more, as references.
 */
public final class SplitPointEstimator {

  private final Comparator<Object> order;
  private final List<Object> sorted;
  private final int partitions;

  private SplitPointEstimator(Comparator<Object> order, List<Object> sorted, int partitions) {
    this.order = order;
    this.sorted = sorted;
    this.partitions = partitions;
  }

  /**
   * Chooses split points.
   *
   * @param rowKey the first row key field
   * @param sample values of it, in any order
   * @param partitions how many leaf partitions to aim for, at least 1
   * @throws sleeper.core.error.InvalidInput if a value cannot be in a key
   */
  public static SplitPointEstimate estimate(Field rowKey, Iterable<?> sample, int partitions) {
    if (partitions < 1) {
      throw new IllegalArgumentException(
          "A table has at least one partition: partitions=" + partitions);
    }
    Comparator<Object> order = ValueOrder.comparator(rowKey.primitiveType());
    List<Object> sorted = new ArrayList<>();
    for (Object value : sample) {
      KeyValues.check(rowKey, value);
      sorted.add(value);
    }
    sorted.sort(order);
    List<Object> points = new SplitPointEstimator(order, sorted, partitions).splitPoints();
    return new SplitPointEstimate(points, partitions, sorted.size());
  }

  /**
   * Goes through the runs of equal values and cuts before one where that comes closer to an equal
   * share of what is left, or where each run that is left is needed as a part.
   */
  private List<Object> splitPoints() {
    List<Object> points = new ArrayList<>();
    int runsLeft = countRuns();
    int partStart = 0;
    int runEnd = 0;
    for (int runStart = 0; runStart < sorted.size(); runStart = runEnd) {
      runEnd = endOfRun(runStart);
      int partsLeft = partitions - points.size();
      if (runStart > partStart && partsLeft > 1) {
        double share = (sorted.size() - partStart) / (double) partsLeft;
        double withHalfTheRun = (runStart - partStart) + (runEnd - runStart) / 2.0;
        if (withHalfTheRun >= share || runsLeft < partsLeft) {
          points.add(sorted.get(runStart));
          partStart = runStart;
        }
      }
      runsLeft--;
    }
    return points;
  }

  private int countRuns() {
    int runs = 0;
    for (int start = 0; start < sorted.size(); start = endOfRun(start)) {
      runs++;
    }
    return runs;
  }

  private int endOfRun(int start) {
    int end = start + 1;
    while (end < sorted.size() && order.compare(sorted.get(start), sorted.get(end)) == 0) {
      end++;
    }
    return end;
  }
}
