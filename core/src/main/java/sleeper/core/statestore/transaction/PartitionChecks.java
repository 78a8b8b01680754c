package sleeper.core.statestore.transaction;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import sleeper.core.error.CommitRejected;
import sleeper.core.partition.Partition;
import sleeper.core.range.Range;

/** What transactions check of the partitions they mean to split. */
final class PartitionChecks {

  private PartitionChecks() {}

  /** Checks that a partition is a leaf of the tree, and splitting is all that is done to it. */
  static void splitsLeaf(PartitionsState state, Partition parent) {
    Partition before =
        state
            .partition(parent.id())
            .orElseThrow(() -> rejected("The partition is not in the table", parent));
    if (!before.isLeaf()) {
      throw rejected("The partition has been split already", parent);
    }
    if (parent.isLeaf()) {
      throw rejected("The partition is not split", parent);
    }
    if (!before.region().equals(parent.region())
        || !Objects.equals(before.parentId(), parent.parentId())) {
      throw rejected("Splitting a partition must leave its region and parent alone", parent);
    }
  }

  static void isNew(PartitionsState state, Partition partition) {
    if (state.partition(partition.id()).isPresent()) {
      throw rejected("The partition is in the table already", partition);
    }
  }

  static void isLeaf(Partition partition) {
    if (!partition.isLeaf()) {
      throw rejected("The new partition must be a leaf", partition);
    }
  }

  /** Checks that two children divide their parent at one point of its dimension. */
  static void childrenFit(Partition parent, List<Partition> children) {
    if (!children.stream().map(Partition::id).toList().equals(parent.childIds())) {
      throw rejected("The new partitions are not the children, lower side first", parent);
    }
    for (Partition child : children) {
      if (!parent.id().equals(child.parentId())) {
        throw rejected("The new partition has another parent", child);
      }
    }
    for (int i = 0; i < parent.region().ranges().size(); i++) {
      Range whole = parent.region().range(i);
      Range lower = children.get(0).region().range(i);
      Range upper = children.get(1).region().range(i);
      boolean fits =
          i == parent.dimension()
              ? same(whole.min(), lower.min())
                  && same(whole.max(), upper.max())
                  && lower.max() != null
                  && same(lower.max(), upper.min())
                  && whole.contains(lower.max())
                  && !same(whole.min(), lower.max())
              : whole.equals(lower) && whole.equals(upper);
      if (!fits) {
        throw rejected("The children do not divide the partition in row key " + i, parent);
      }
    }
  }

  private static boolean same(@Nullable Object a, @Nullable Object b) {
    return Objects.deepEquals(a, b);
  }

  private static CommitRejected rejected(String what, Partition partition) {
    return new CommitRejected(what + ": partition=" + partition.id());
  }
}
