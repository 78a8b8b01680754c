package sleeper.core.statestore;

import java.util.List;
import java.util.OptionalLong;
import sleeper.core.partition.PartitionTree;
import sleeper.core.schema.Schema;

/** A table as it was at one version. Immutable. */
public interface TableState {

  /** The version: the number of the last file transaction in it, 0 before the first. */
  long version();

  /**
   * Which life of the table this is: the number of the transaction that last cleared it, 0 before.
   * What was started in an earlier life must not be committed in a later one.
   */
  long life();

  /** The columns at the time of reading. Older files may lack nullable value fields. */
  Schema schema();

  /** The partition tree at the time of reading. */
  PartitionTree partitions();

  /** The number of the last partition transaction that was read for the tree. */
  long partitionsVersion();

  /** All references, ordered by filename, then partition. */
  List<FileReference> references();

  /** The references in one partition, ordered by filename. */
  List<FileReference> referencesOf(String partitionId);

  /**
   * The references to read for the keys of a leaf: its own and those of all its ancestors, whose
   * files have to be clipped to the leaf's region.
   */
  List<FileReference> referencesForLeaf(String leafId);

  /** The transaction that added a file, if the state knows. */
  OptionalLong addedAt(String filename);
}
