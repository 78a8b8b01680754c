package sleeper.ingest.partition;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import sleeper.core.order.ValueOrder;
import sleeper.core.partition.Partition;
import sleeper.core.partition.PartitionTree;
import sleeper.core.schema.PrimitiveType;
import sleeper.core.schema.Schema;
import sleeper.parquet.block.Column;

/**
 * Finds the leaf of each row, by its position in {@link PartitionTree#leaves()}.
 *
 * <p>Each row key that the tree is split on is ranked once among all its split points; a walk down
 * the tree then compares ranks. A tree that is split on one row key only needs no walk: the rank is
 * the leaf. Not thread-safe.
 */
public final class LeafFinder implements RowPartitioner {

  private final int leaves;
  private final @Nullable KeyRanker[] rankers;
  private final int onlyDimension;
  private final int[] dimensions;
  private final int[] bounds;
  private final int[] lower;
  private final int[] upper;
  private int[][] ranks;

  /** A finder for the leaves of a tree. */
  public LeafFinder(Schema schema, PartitionTree tree) {
    leaves = tree.leaves().size();
    int keys = schema.rowKeyCount();
    List<List<Object>> splits = new ArrayList<>();
    for (int i = 0; i < keys; i++) {
      splits.add(splitPoints(tree, i, schema.field(i).primitiveType()));
    }
    rankers = new KeyRanker[keys];
    for (int i = 0; i < keys; i++) {
      if (!splits.get(i).isEmpty()) {
        PrimitiveType type = schema.field(i).primitiveType();
        rankers[i] = new KeyRanker(List.of(ValueColumns.of(type, splits.get(i))), 1);
      }
    }
    onlyDimension = onlyDimension();
    int nodes = leaves - 1;
    dimensions = new int[nodes];
    bounds = new int[nodes];
    lower = new int[nodes];
    upper = new int[nodes];
    ranks = new int[keys][0];
    number(tree, splits, schema);
  }

  @Override
  public int partitions() {
    return leaves;
  }

  @Override
  public void find(List<Column> columns, int from, int to, int[] found) {
    if (leaves == 1) {
      Arrays.fill(found, 0, to - from, 0);
    } else if (onlyDimension >= 0) {
      ranker(onlyDimension).rank(List.of(columns.get(onlyDimension)), from, to, found);
    } else {
      rankAll(columns, from, to);
      walk(to - from, found);
    }
  }

  private void rankAll(List<Column> columns, int from, int to) {
    for (int i = 0; i < rankers.length; i++) {
      if (rankers[i] != null) {
        if (ranks[i].length < to - from) {
          ranks[i] = new int[to - from];
        }
        ranker(i).rank(List.of(columns.get(i)), from, to, ranks[i]);
      }
    }
  }

  private void walk(int count, int[] found) {
    for (int i = 0; i < count; i++) {
      int node = 0;
      do {
        node = ranks[dimensions[node]][i] <= bounds[node] ? lower[node] : upper[node];
      } while (node >= 0);
      found[i] = ~node;
    }
  }

  private KeyRanker ranker(int dimension) {
    return Objects.requireNonNull(rankers[dimension]);
  }

  private int onlyDimension() {
    int only = -1;
    for (int i = 0; i < rankers.length; i++) {
      if (rankers[i] != null) {
        if (only >= 0) {
          return -1;
        }
        only = i;
      }
    }
    return only;
  }

  private static Object splitPoint(PartitionTree tree, Partition partition) {
    Partition child = tree.partition(partition.childIds().get(0));
    return Objects.requireNonNull(
        child.region().range(partition.dimension()).max(), "A lower child has a maximum");
  }

  /** All values that the tree is split at in a dimension, in order. */
  private static List<Object> splitPoints(PartitionTree tree, int dimension, PrimitiveType type) {
    List<Object> points = new ArrayList<>();
    tree.all().stream()
        .filter(partition -> partition.dimension() == dimension)
        .map(partition -> splitPoint(tree, partition))
        .sorted((left, right) -> ValueOrder.compare(type, left, right))
        .forEach(
            point -> {
              int last = points.size() - 1;
              if (last < 0 || ValueOrder.compare(type, points.get(last), point) != 0) {
                points.add(point);
              }
            });
    return points;
  }

  /** Numbers the inner nodes from the root, which is 0; leaf i is the complement of i. */
  private void number(PartitionTree tree, List<List<Object>> splits, Schema schema) {
    Map<String, Integer> numbers = new HashMap<>();
    List<Partition> leafList = tree.leaves();
    for (int i = 0; i < leafList.size(); i++) {
      numbers.put(leafList.get(i).id(), ~i);
    }
    List<Partition> inner = new ArrayList<>();
    if (!tree.root().isLeaf()) {
      inner.add(tree.root());
    }
    for (int i = 0; i < inner.size(); i++) {
      numbers.put(inner.get(i).id(), i);
      for (String child : inner.get(i).childIds()) {
        if (!tree.partition(child).isLeaf()) {
          inner.add(tree.partition(child));
        }
      }
    }
    for (int i = 0; i < inner.size(); i++) {
      Partition partition = inner.get(i);
      int dimension = partition.dimension();
      dimensions[i] = dimension;
      bounds[i] =
          indexOf(
              splits.get(dimension),
              splitPoint(tree, partition),
              schema.field(dimension).primitiveType());
      lower[i] = Objects.requireNonNull(numbers.get(partition.childIds().get(0)));
      upper[i] = Objects.requireNonNull(numbers.get(partition.childIds().get(1)));
    }
  }

  private static int indexOf(List<Object> sorted, Object value, PrimitiveType type) {
    int low = 0;
    int high = sorted.size() - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (ValueOrder.compare(type, sorted.get(middle), value) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
