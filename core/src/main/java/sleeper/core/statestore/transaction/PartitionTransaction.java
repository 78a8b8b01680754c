package sleeper.core.statestore.transaction;

/**
 * A change of the partition tree of a table. As with files, {@link #validate} comes before the
 * append, and {@link #apply} is pure and never fails.
 */
public sealed interface PartitionTransaction extends Transaction
    permits ExtendPartitionTree, InitialisePartitions, SplitPartition {

  /**
   * Checks that it leads to a valid tree.
   *
   * @throws sleeper.core.error.CommitRejected naming what stands against it
   */
  void validate(PartitionsState state);

  /** Does what it says to a state that is being built. */
  void apply(PartitionsStateBuilder state);
}
