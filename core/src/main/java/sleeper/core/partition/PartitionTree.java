package sleeper.core.partition;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sleeper.core.key.Key;
import sleeper.core.range.Region;

/**
 * All partitions of a table at one time. Every row key is in exactly one leaf. Immutable.
 *
 * <p>The root is the partition without a parent, whatever its id.
 */
public final class PartitionTree {

  private final Map<String, Partition> byId;
  private final Partition root;
  private final List<Partition> leaves;

  /**
   * A tree of these partitions. {@link PartitionTreeCheck} says whether their regions fit.
   *
   * @throws IllegalArgumentException if there is not exactly one root, an id is there twice, or
   *     parents and children do not name each other
   */
  public PartitionTree(Collection<Partition> partitions) {
    byId = index(partitions);
    root = findRoot(partitions);
    leaves = collectLeaves();
  }

  /** The partition that holds all keys. */
  public Partition root() {
    return root;
  }

  /** The leaf partitions in the order of the tree: lower side before upper side. */
  public List<Partition> leaves() {
    return leaves;
  }

  /** All partitions. */
  public Collection<Partition> all() {
    return List.copyOf(byId.values());
  }

  /** The partition of an id, if the tree has it. */
  public Optional<Partition> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /**
   * The partition of an id.
   *
   * @throws IllegalArgumentException if the tree does not have it
   */
  public Partition partition(String id) {
    Partition partition = byId.get(id);
    if (partition == null) {
      throw new IllegalArgumentException("No partition " + id + " in the partition tree");
    }
    return partition;
  }

  /** The leaf whose region has these row keys. */
  public Partition leafOf(Key rowKeys) {
    Partition current = root;
    while (!current.isLeaf()) {
      Partition lower = partition(current.childIds().get(0));
      int dimension = current.dimension();
      boolean inLower = lower.region().range(dimension).contains(rowKeys.get(dimension));
      current = inLower ? lower : partition(current.childIds().get(1));
    }
    return current;
  }

  /** The leaves that overlap a region, in the order of the tree. */
  public List<Partition> leavesOverlapping(Region region) {
    List<Partition> found = new ArrayList<>();
    Deque<Partition> waiting = new ArrayDeque<>(List.of(root));
    while (!waiting.isEmpty()) {
      Partition current = waiting.pop();
      if (!current.region().overlaps(region)) {
        continue;
      }
      if (current.isLeaf()) {
        found.add(current);
      } else {
        pushChildren(current, waiting);
      }
    }
    return found;
  }

  /** The ancestors of a partition, nearest first, up to the root. */
  public List<Partition> ancestorsOf(Partition partition) {
    List<Partition> ancestors = new ArrayList<>();
    String parentId = partition.parentId();
    while (parentId != null) {
      Partition parent = partition(parentId);
      ancestors.add(parent);
      parentId = parent.parentId();
    }
    return ancestors;
  }

  private static Map<String, Partition> index(Collection<Partition> partitions) {
    Map<String, Partition> index = new LinkedHashMap<>();
    for (Partition partition : partitions) {
      if (index.put(partition.id(), partition) != null) {
        throw new IllegalArgumentException(
            "Partition " + partition.id() + " is in the partition tree more than once");
      }
    }
    return index;
  }

  private static Partition findRoot(Collection<Partition> partitions) {
    List<Partition> roots = partitions.stream().filter(p -> p.parentId() == null).toList();
    if (roots.size() != 1) {
      throw new IllegalArgumentException(
          "A partition tree has one root: partitions="
              + partitions.size()
              + ", roots="
              + roots.size());
    }
    return roots.get(0);
  }

  /** Walks the tree without recursion, since splitting one side again and again makes it deep. */
  private List<Partition> collectLeaves() {
    List<Partition> found = new ArrayList<>();
    Deque<Partition> waiting = new ArrayDeque<>(List.of(root));
    int visited = 0;
    while (!waiting.isEmpty()) {
      Partition current = waiting.pop();
      visited++;
      if (current.isLeaf()) {
        found.add(current);
      } else {
        checkChildren(current);
        pushChildren(current, waiting);
      }
    }
    if (visited != byId.size()) {
      throw new IllegalArgumentException(
          "Partitions are not reached from the root: partitions="
              + byId.size()
              + ", reached="
              + visited);
    }
    return List.copyOf(found);
  }

  private void checkChildren(Partition parent) {
    for (String childId : parent.childIds()) {
      if (!parent.id().equals(partition(childId).parentId())) {
        throw new IllegalArgumentException(
            "Partition " + childId + " does not name its parent: parent=" + parent.id());
      }
    }
    if (parent.childIds().get(0).equals(parent.childIds().get(1))) {
      throw new IllegalArgumentException(
          "Partition " + parent.id() + " has the same child twice: " + parent.childIds());
    }
  }

  /** Puts the upper child below the lower one, so that the lower side comes first. */
  private void pushChildren(Partition parent, Deque<Partition> waiting) {
    waiting.push(partition(parent.childIds().get(1)));
    waiting.push(partition(parent.childIds().get(0)));
  }
}
