package sleeper.query.testing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import sleeper.core.partition.Partition;
import sleeper.core.partition.PartitionTree;
import sleeper.core.schema.Schema;
import sleeper.core.statestore.FileReference;
import sleeper.core.statestore.TableState;

/** A version of a table that a test made up. */
public final class TestTable implements TableState {

  private final long version;
  private final Schema schema;
  private final PartitionTree partitions;
  private final List<FileReference> references;
  private final Map<String, Long> addedAt = new LinkedHashMap<>();

  /** A table in which files were added in the order of the first of their references. */
  public TestTable(
      long version, Schema schema, PartitionTree partitions, List<FileReference> references) {
    this.version = version;
    this.schema = schema;
    this.partitions = partitions;
    this.references =
        references.stream()
            .sorted(
                Comparator.comparing(FileReference::filename)
                    .thenComparing(FileReference::partitionId))
            .toList();
    references.forEach(reference -> addedAt.putIfAbsent(reference.filename(), addedAt.size() + 1L));
  }

  @Override
  public long version() {
    return version;
  }

  @Override
  public long life() {
    return 0;
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
    return 1;
  }

  @Override
  public List<FileReference> references() {
    return references;
  }

  @Override
  public List<FileReference> referencesOf(String partitionId) {
    return references.stream().filter(each -> each.partitionId().equals(partitionId)).toList();
  }

  @Override
  public List<FileReference> referencesForLeaf(String leafId) {
    Partition leaf = partitions.partition(leafId);
    List<FileReference> all = new ArrayList<>(referencesOf(leafId));
    partitions.ancestorsOf(leaf).forEach(ancestor -> all.addAll(referencesOf(ancestor.id())));
    return all;
  }

  @Override
  public OptionalLong addedAt(String filename) {
    Long number = addedAt.get(filename);
    return number == null ? OptionalLong.empty() : OptionalLong.of(number);
  }
}
