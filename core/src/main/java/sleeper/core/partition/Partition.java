package sleeper.core.partition;

import java.util.List;
import org.jspecify.annotations.Nullable;
import sleeper.core.range.Region;

/**
 * A node of a partition tree.
 *
 * @param id its name, unique in the table for ever
 * @param parentId the partition that was split into this one, or null at the root
 * @param childIds none for a leaf, otherwise two: lower side, then upper side
 * @param region the keys it holds: minimum inclusive, maximum exclusive in every row key
 * @param dimension which row key it was split on, or -1 for a leaf
 */
public record Partition(
    String id, @Nullable String parentId, List<String> childIds, Region region, int dimension) {

  /** The dimension of a partition that has not been split. */
  public static final int NO_DIMENSION = -1;

  public Partition {
    childIds = List.copyOf(childIds);
    if (!childIds.isEmpty() && childIds.size() != 2) {
      throw new IllegalArgumentException(
          "A partition is split in two: partition=" + id + ", children=" + childIds);
    }
    if (childIds.isEmpty() != (dimension == NO_DIMENSION)) {
      throw new IllegalArgumentException(
          "A partition has a dimension if it was split: partition=" + id);
    }
  }

  /** Whether it has not been split, so that new rows belong here. */
  public boolean isLeaf() {
    return childIds.isEmpty();
  }
}
