package sleeper.cli.inspect;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sleeper.core.key.ValueText;
import sleeper.core.partition.Partition;
import sleeper.core.partition.PartitionTree;
import sleeper.core.range.Range;

/** The keys of partitions, as people read them. */
final class PartitionText {

  private static final String ALL = "all keys";

  private PartitionText() {}

  /** In what a partition differs from its parent. */
  static String ownKeys(PartitionTree tree, Partition partition) {
    String parentId = partition.parentId();
    if (parentId == null) {
      return ALL;
    }
    int dimension = tree.partition(parentId).dimension();
    return describe(partition.region().range(dimension));
  }

  /** All bounds of a partition. */
  static String keys(Partition partition) {
    List<String> bounds = new ArrayList<>();
    for (Range range : partition.region().ranges()) {
      if (range.min() != null || range.max() != null) {
        bounds.add(describe(range));
      }
    }
    return bounds.isEmpty() ? ALL : String.join(", ", bounds);
  }

  private static String describe(Range range) {
    String field = range.field().name();
    Object min = range.min();
    Object max = range.max();
    if (min == null && max == null) {
      return "all " + field;
    } else if (min == null) {
      return field + " < " + value(range, max);
    } else if (max == null) {
      return field + " ≥ " + value(range, min);
    }
    return value(range, min) + " ≤ " + field + " < " + value(range, max);
  }

  private static String value(Range range, @Nullable Object value) {
    return value == null ? "" : ValueText.format(range.field().primitiveType(), value);
  }
}
