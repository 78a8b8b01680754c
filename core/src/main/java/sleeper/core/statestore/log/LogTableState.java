package sleeper.core.statestore.log;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import sleeper.core.partition.Partition;
import sleeper.core.partition.PartitionTree;
import sleeper.core.schema.Schema;
import sleeper.core.statestore.FileReference;
import sleeper.core.statestore.TableState;
import sleeper.core.statestore.transaction.FileHistory;
import sleeper.core.statestore.transaction.FilesState;
import sleeper.core.statestore.transaction.TimedReference;
import sleeper.core.statestore.transaction.TrackedFile;

/**
 * A table's state as read from its logs. The order of its references is made when it is first asked
 * for: an ingest never asks.
 */
final class LogTableState implements TableState {

  /** The references, in order, and by partition. */
  private record Index(
      List<FileReference> references, Map<String, List<FileReference>> byPartition) {}

  private final FilesState files;
  private final PartitionTree partitions;
  private final long partitionsVersion;
  private final Schema schema;
  private volatile @Nullable Index index;

  LogTableState(FilesState files, PartitionTree partitions, long partitionsVersion, Schema schema) {
    this.files = files;
    this.partitions = partitions;
    this.partitionsVersion = partitionsVersion;
    this.schema = schema;
  }

  @Override
  public long version() {
    return files.number();
  }

  @Override
  public long life() {
    return files.life();
  }

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public PartitionTree partitions() {
    return partitions;
  }

  @Override
  public long partitionsVersion() {
    return partitionsVersion;
  }

  @Override
  public List<FileReference> references() {
    return index().references();
  }

  @Override
  public List<FileReference> referencesOf(String partitionId) {
    return index().byPartition().getOrDefault(partitionId, List.of());
  }

  @Override
  public List<FileReference> referencesForLeaf(String leafId) {
    Partition leaf = partitions.partition(leafId);
    List<FileReference> references = new ArrayList<>(referencesOf(leafId));
    partitions.ancestorsOf(leaf).forEach(above -> references.addAll(referencesOf(above.id())));
    return references;
  }

  @Override
  public OptionalLong addedAt(String filename) {
    long number =
        files.file(filename).map(file -> file.history().addedAt()).orElse(FileHistory.UNKNOWN);
    return number == FileHistory.UNKNOWN ? OptionalLong.empty() : OptionalLong.of(number);
  }

  /** Whether it is still what these make: a state that nothing was added to stays the same one. */
  @SuppressWarnings("ReferenceEquality")
  boolean consistsOf(
      FilesState otherFiles, PartitionTree otherPartitions, long version, Schema otherSchema) {
    return files == otherFiles
        && partitions == otherPartitions
        && partitionsVersion == version
        && schema.equals(otherSchema);
  }

  /** Two threads may both make it; they make the same. */
  private Index index() {
    Index made = index;
    if (made == null) {
      made = makeIndex();
      index = made;
    }
    return made;
  }

  private Index makeIndex() {
    List<TrackedFile> inOrder = new ArrayList<>(files.files());
    inOrder.sort(Comparator.comparing(TrackedFile::filename));
    List<FileReference> references = new ArrayList<>(inOrder.size());
    Map<String, List<FileReference>> byPartition = new HashMap<>();
    for (TrackedFile file : inOrder) {
      for (TimedReference held : file.references()) {
        references.add(held.reference());
        byPartition
            .computeIfAbsent(held.partitionId(), id -> new ArrayList<>())
            .add(held.reference());
      }
    }
    byPartition.replaceAll((id, list) -> List.copyOf(list));
    return new Index(List.copyOf(references), byPartition);
  }
}
