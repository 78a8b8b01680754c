package sleeper.core.statestore.transaction;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import sleeper.core.partition.Partition;
import sleeper.core.partition.PartitionTree;

/** The partitions of a table after a number of partition transactions. Immutable. */
public final class PartitionsState {

  private static final PartitionsState EMPTY = new PartitionsState(0, Map.of());

  private final long number;
  private final Map<String, Partition> byId;
  private final Optional<PartitionTree> tree;

  PartitionsState(long number, Map<String, Partition> byId) {
    this.number = number;
    this.byId = byId;
    this.tree = byId.isEmpty() ? Optional.empty() : Optional.of(new PartitionTree(byId.values()));
  }

  /** The state before the first transaction. */
  public static PartitionsState empty() {
    return EMPTY;
  }

  /** A state as a snapshot holds it. */
  public static PartitionsState restore(long number, Collection<Partition> partitions) {
    PartitionsStateBuilder builder = new PartitionsStateBuilder(number, Map.of());
    partitions.forEach(builder::put);
    return builder.build();
  }

  /** The number of the last transaction in it, 0 before the first. */
  public long number() {
    return number;
  }

  /** The tree, if the table has been given one. */
  public Optional<PartitionTree> tree() {
    return tree;
  }

  /** A partition, if it is there. */
  public Optional<Partition> partition(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** A builder that starts from this state, which stays as it is. */
  public PartitionsStateBuilder toBuilder() {
    return new PartitionsStateBuilder(number, byId);
  }

  /** This state after one more transaction. */
  public PartitionsState apply(long appliedNumber, PartitionTransaction transaction) {
    return toBuilder().apply(appliedNumber, transaction).build();
  }

  /** Two states are equal if they hold the same partitions after the same transactions. */
  @Override
  public boolean equals(Object other) {
    return other instanceof PartitionsState that && number == that.number && byId.equals(that.byId);
  }

  @Override
  public int hashCode() {
    return 31 * Long.hashCode(number) + byId.hashCode();
  }

  @Override
  public String toString() {
    return "PartitionsState[number=" + number + ", partitions=" + byId.keySet() + "]";
  }
}
