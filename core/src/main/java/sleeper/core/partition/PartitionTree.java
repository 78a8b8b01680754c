package sleeper.core.partition;

import java.util.ArrayList;
import java.util.Collection;
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

  private final Map<String, Partition> byId = new LinkedHashMap<>();
  private final Partition root;
  private final List<Partition> leaves = new ArrayList<>();

  /**
   * A tree of these partitions.
   *
   * @throws IllegalArgumentException if there is not exactly one root, or a child is missing
   */
  public PartitionTree(Collection<Partition> partitions) {
    partitions.forEach(partition -> byId.put(partition.id(), partition));
    List<Partition> roots = partitions.stream().filter(p -> p.parentId() == null).toList();
    if (roots.size() != 1) {
      throw new IllegalArgumentException(
          "A partition tree has one root: partitions=" + byId.size() + ", roots=" + roots.size());
    }
    root = roots.get(0);
    collectLeaves(root);
  }

  /** The partition that holds all keys. */
  public Partition root() {
    return root;
  }

  /** The leaf partitions in the order of the tree: lower side before upper side. */
  public List<Partition> leaves() {
    return List.copyOf(leaves);
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
    return leaves.stream().filter(leaf -> leaf.region().overlaps(region)).toList();
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

  private void collectLeaves(Partition partition) {
    if (partition.isLeaf()) {
      leaves.add(partition);
      return;
    }
    partition.childIds().forEach(child -> collectLeaves(partition(child)));
  }
}
