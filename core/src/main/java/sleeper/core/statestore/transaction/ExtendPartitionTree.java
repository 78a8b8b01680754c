package sleeper.core.statestore.transaction;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import sleeper.core.error.CommitRejected;
import sleeper.core.partition.Partition;

/**
 * Splits leaves into whole trees at once.
 *
 * @param updatePartitions former leaves, as they are afterwards
 * @param newPartitions everything new below them
 */
public record ExtendPartitionTree(List<Partition> updatePartitions, List<Partition> newPartitions)
    implements PartitionTransaction {

  public ExtendPartitionTree {
    updatePartitions = List.copyOf(updatePartitions);
    newPartitions = List.copyOf(newPartitions);
  }

  @Override
  public TransactionType type() {
    return TransactionType.EXTEND_PARTITION_TREE;
  }

  @Override
  public void validate(PartitionsState state) {
    updatePartitions.forEach(parent -> PartitionChecks.splitsLeaf(state, parent));
    Map<String, Partition> unclaimed = new HashMap<>();
    for (Partition added : newPartitions) {
      PartitionChecks.isNew(state, added);
      unclaimed.put(added.id(), added);
    }
    List<Partition> parents = new ArrayList<>(updatePartitions);
    newPartitions.stream().filter(partition -> !partition.isLeaf()).forEach(parents::add);
    parents.forEach(parent -> PartitionChecks.childrenFit(parent, childrenOf(parent, unclaimed)));
    if (!unclaimed.isEmpty()) {
      throw new CommitRejected(
          "A new partition is no child of a split one: partitions=" + unclaimed.keySet());
    }
  }

  private static List<Partition> childrenOf(Partition parent, Map<String, Partition> unclaimed) {
    List<Partition> children = new ArrayList<>();
    for (String id : parent.childIds()) {
      Partition child = unclaimed.remove(id);
      if (child == null) {
        throw new CommitRejected(
            "A child is missing: partition=%s, child=%s".formatted(parent.id(), id));
      }
      children.add(child);
    }
    return children;
  }

  @Override
  public void apply(PartitionsStateBuilder state) {
    updatePartitions.forEach(state::put);
    newPartitions.forEach(state::put);
  }
}
