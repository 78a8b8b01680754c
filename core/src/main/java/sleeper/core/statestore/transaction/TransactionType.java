package sleeper.core.statestore.transaction;

import java.util.Arrays;
import java.util.Optional;

/**
 * The types of transactions, under the names that the log stores. These are all that Sleeper knows;
 * one more would stop every other reader of the log.
 */
public enum TransactionType {
  ADD_FILES(LogKind.FILES),
  ASSIGN_JOB_IDS(LogKind.FILES),
  CLEAR_FILES(LogKind.FILES),
  DELETE_FILES(LogKind.FILES),
  REPLACE_FILE_REFERENCES(LogKind.FILES),
  SPLIT_FILE_REFERENCES(LogKind.FILES),
  INITIALISE_PARTITIONS(LogKind.PARTITIONS),
  SPLIT_PARTITION(LogKind.PARTITIONS),
  EXTEND_PARTITION_TREE(LogKind.PARTITIONS);

  private final LogKind kind;

  TransactionType(LogKind kind) {
    this.kind = kind;
  }

  /** The log that transactions of this type belong to. */
  public LogKind kind() {
    return kind;
  }

  /** The type of a stored name, if there is one. */
  public static Optional<TransactionType> find(String name) {
    return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
  }
}
