package sleeper.core.statestore.transaction;

import java.util.List;
import sleeper.core.error.CommitRejected;
import sleeper.core.partition.Partition;
import sleeper.core.partition.PartitionTree;

/**
 * Replaces the whole partition tree of a table that has no files.
 *
 * @param partitions the new tree; none leaves the table without one
 */
public record InitialisePartitions(List<Partition> partitions) implements PartitionTransaction {

  public InitialisePartitions {
    partitions = List.copyOf(partitions);
  }

  /** Gives a table this tree. */
  public static InitialisePartitions of(PartitionTree tree) {
    return new InitialisePartitions(List.copyOf(tree.all()));
  }

  @Override
  public TransactionType type() {
    return TransactionType.INITIALISE_PARTITIONS;
  }

  @Override
  public void validate(PartitionsState state) {
    if (!partitions.isEmpty()) {
      try {
        new PartitionTree(partitions);
      } catch (IllegalArgumentException e) {
        throw new CommitRejected("The partitions are not a tree: " + e.getMessage());
      }
    }
  }

  @Override
  public void apply(PartitionsStateBuilder state) {
    state.clear();
    partitions.forEach(state::put);
  }
}
