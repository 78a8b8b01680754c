package sleeper.core.statestore.transaction;

import java.util.LinkedHashMap;
import java.util.Map;
import sleeper.core.partition.Partition;

/** Applies transactions to the partitions of a table, one after another. For one thread. */
public final class PartitionsStateBuilder {

  private long number;
  private final Map<String, Partition> byId;

  PartitionsStateBuilder(long number, Map<String, Partition> byId) {
    this.number = number;
    this.byId = new LinkedHashMap<>(byId);
  }

  /** Applies the next transaction. */
  public PartitionsStateBuilder apply(long appliedNumber, PartitionTransaction transaction) {
    number = appliedNumber;
    transaction.apply(this);
    return this;
  }

  /** The state after all that was applied. The builder is not used any more. */
  public PartitionsState build() {
    return new PartitionsState(number, byId);
  }

  void put(Partition partition) {
    byId.put(partition.id(), partition);
  }

  void clear() {
    byId.clear();
  }
}
