package sleeper.core.partition;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import sleeper.core.error.InvalidInput;
import sleeper.core.order.ValueOrder;
import sleeper.core.range.Range;
import sleeper.core.range.Region;
import sleeper.core.schema.Schema;

/** Checks that every row key has exactly one leaf: that children meet and fill their parent. */
public final class PartitionTreeCheck {

  private final Schema schema;
  private final PartitionTree tree;

  private PartitionTreeCheck(Schema schema, PartitionTree tree) {
    this.schema = schema;
    this.tree = tree;
  }

  /**
   * Checks the regions of a whole tree.
   *
   * @throws InvalidInput naming the partition and what does not fit
   */
  public static void check(Schema schema, PartitionTree tree) {
    PartitionTreeCheck check = new PartitionTreeCheck(schema, tree);
    if (!tree.root().region().canonical().equals(Region.all(schema))) {
      throw new InvalidInput("Root partition " + tree.root().id() + " does not hold all keys");
    }
    tree.all().forEach(check::checkPartition);
  }

  private void checkPartition(Partition partition) {
    if (partition.region().ranges().stream().anyMatch(Range::isEmpty)) {
      throw new InvalidInput("Partition " + partition.id() + " has no room for any key");
    }
    if (partition.isLeaf()) {
      return;
    }
    if (partition.dimension() < 0 || partition.dimension() >= schema.rowKeyCount()) {
      throw new InvalidInput(
          "Partition %s is split on dimension %d of %d row keys"
              .formatted(partition.id(), partition.dimension(), schema.rowKeyCount()));
    }
    Partition lower = tree.partition(partition.childIds().get(0));
    Partition upper = tree.partition(partition.childIds().get(1));
    for (int i = 0; i < schema.rowKeyCount(); i++) {
      checkDimension(partition, lower, upper, i);
    }
  }

  private void checkDimension(Partition parent, Partition lower, Partition upper, int dimension) {
    Range whole = parent.region().range(dimension).canonical();
    Range low = lower.region().range(dimension).canonical();
    Range high = upper.region().range(dimension).canonical();
    boolean fits =
        dimension == parent.dimension()
            ? low.max() != null
                && sameBound(dimension, low.max(), high.min())
                && sameBound(dimension, low.min(), whole.min())
                && sameBound(dimension, high.max(), whole.max())
            : low.equals(whole) && high.equals(whole);
    if (!fits) {
      throw new InvalidInput(
          "Partitions %s and %s do not fill their parent %s in row key %s"
              .formatted(lower.id(), upper.id(), parent.id(), schema.field(dimension).name()));
    }
  }

  private boolean sameBound(int dimension, @Nullable Object left, @Nullable Object right) {
    if (left == null || right == null) {
      return Objects.equals(left, right);
    }
    return ValueOrder.compare(schema.field(dimension).primitiveType(), left, right) == 0;
  }
}
