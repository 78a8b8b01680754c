package sleeper.core.partition;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import sleeper.core.range.Range;
import sleeper.core.range.Region;
import sleeper.core.schema.Field;
import sleeper.core.schema.Schema;

/** Makes the partition tree of a new table. */
public final class PartitionTrees {

  /** The id of the only partition of a table that was made without split points. */
  public static final String ROOT_ID = "root";

  private PartitionTrees() {}

  /** A tree of one leaf that holds all keys. */
  public static PartitionTree single(Schema schema) {
    return new PartitionTree(
        List.of(
            new Partition(ROOT_ID, null, List.of(), Region.all(schema), Partition.NO_DIMENSION)));
  }

  /**
   * A tree whose leaves meet at split points of the first row key: one leaf more than there are
   * points. Neighbours are joined in pairs, layer by layer, and an odd last one moves up unpaired.
   * Without split points it is {@link #single}.
   *
   * @param splitPoints values of the first row key, strictly increasing
   * @param ids gives each partition an id that was never used, random UUIDs for instance
   * @throws sleeper.core.error.InvalidInput if the split points do not increase or cannot be keys
   */
  public static PartitionTree fromSplitPoints(
      Schema schema, List<?> splitPoints, Supplier<String> ids) {
    if (splitPoints.isEmpty()) {
      return single(schema);
    }
    SplitPoints.check(schema.rowKeyFields().get(0), splitPoints);
    List<Partition> done = new ArrayList<>();
    List<Node> layer = leaves(schema, splitPoints, ids);
    while (layer.size() > 1) {
      layer = joinPairs(layer, ids, done);
    }
    done.add(layer.get(0).toPartition(null));
    // The root was finished last; parents before children reads better.
    Collections.reverse(done);
    return new PartitionTree(done);
  }

  private static List<Node> leaves(Schema schema, List<?> splitPoints, Supplier<String> ids) {
    Field field = schema.rowKeyFields().get(0);
    Region all = Region.all(schema);
    List<Node> leaves = new ArrayList<>();
    for (int i = 0; i <= splitPoints.size(); i++) {
      Object min = i == 0 ? null : splitPoints.get(i - 1);
      Object max = i == splitPoints.size() ? null : splitPoints.get(i);
      Region region = all.withRange(0, Range.halfOpen(field, min, max));
      leaves.add(new Node(ids.get(), List.of(), region));
    }
    return leaves;
  }

  private static List<Node> joinPairs(
      List<Node> layer, Supplier<String> ids, List<Partition> done) {
    List<Node> parents = new ArrayList<>();
    for (int i = 0; i + 1 < layer.size(); i += 2) {
      Node lower = layer.get(i);
      Node upper = layer.get(i + 1);
      Node parent = join(lower, upper, ids.get());
      done.add(upper.toPartition(parent.id()));
      done.add(lower.toPartition(parent.id()));
      parents.add(parent);
    }
    if (layer.size() % 2 == 1) {
      parents.add(layer.get(layer.size() - 1));
    }
    return parents;
  }

  private static Node join(Node lower, Node upper, String id) {
    Range first = lower.region().range(0);
    Range range = Range.halfOpen(first.field(), first.min(), upper.region().range(0).max());
    return new Node(id, List.of(lower.id(), upper.id()), lower.region().withRange(0, range));
  }

  /** A partition whose parent is not known yet. */
  private record Node(String id, List<String> childIds, Region region) {

    Partition toPartition(@Nullable String parentId) {
      int dimension = childIds.isEmpty() ? Partition.NO_DIMENSION : 0;
      return new Partition(id, parentId, childIds, region, dimension);
    }
  }
}
