package sleeper.core.statestore.transaction;

import java.util.List;
import sleeper.core.partition.Partition;

/**
 * Splits a leaf in two.
 *
 * @param parent the leaf as it is afterwards
 * @param newChildren the new leaves, lower side first
 */
public record SplitPartition(Partition parent, List<Partition> newChildren)
    implements PartitionTransaction {

  public SplitPartition {
    newChildren = List.copyOf(newChildren);
  }

  @Override
  public TransactionType type() {
    return TransactionType.SPLIT_PARTITION;
  }

  @Override
  public void validate(PartitionsState state) {
    PartitionChecks.splitsLeaf(state, parent);
    newChildren.forEach(child -> PartitionChecks.isNew(state, child));
    PartitionChecks.childrenFit(parent, newChildren);
    newChildren.forEach(PartitionChecks::isLeaf);
  }

  @Override
  public void apply(PartitionsStateBuilder state) {
    state.put(parent);
    newChildren.forEach(state::put);
  }
}
