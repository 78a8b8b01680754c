package sleeper.query.scan;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import sleeper.core.partition.Partition;
import sleeper.core.schema.Field;
import sleeper.core.schema.Schema;
import sleeper.core.statestore.FileReference;
import sleeper.core.statestore.TableState;
import sleeper.query.filter.RowFilter;

/**
 * Which files to read for which leaf partitions, in the order of the tree.
 *
 * @param leaves the leaves that can have matching rows
 */
record ReadPlan(List<LeafRead> leaves) {

  /** Plans the read of what a filter keeps of a table. */
  static ReadPlan of(TableState state, RowFilter filter) {
    return new ReadPlan(
        state.partitions().leaves().stream()
            .filter(leaf -> filter.canMatch(leaf.region()))
            .map(leaf -> new LeafRead(leaf, files(state, leaf, filter)))
            .filter(leaf -> !leaf.files().isEmpty())
            .toList());
  }

  /**
   * The columns to read, in the order of the table: the wanted ones, those that filters need, and
   * all keys where files have to be merged. Keys come first, as in every table.
   */
  Schema columns(Schema table, List<Field> wanted) {
    Set<String> names = new TreeSet<>(wanted.stream().map(Field::name).toList());
    leaves.stream()
        .flatMap(leaf -> leaf.files().stream())
        .forEach(file -> names.addAll(file.filter().fieldNames()));
    if (needsMerge()) {
      table.fields().subList(0, table.keyCount()).forEach(field -> names.add(field.name()));
    }
    return Schema.ofColumns(
        table.fields().stream().filter(field -> names.contains(field.name())).toList());
  }

  private boolean needsMerge() {
    return leaves.stream().anyMatch(leaf -> leaf.files().size() > 1)
        || LeafChains.of(leaves).size() > 1;
  }

  private static List<FileRead> files(TableState state, Partition leaf, RowFilter filter) {
    return state.referencesForLeaf(leaf.id()).stream()
        .sorted(inOrderOfAge(state))
        .map(reference -> new FileRead(reference, clipped(reference, leaf, filter)))
        .toList();
  }

  /** The oldest file first, so that equal keys keep the order in which they came. */
  private static Comparator<FileReference> inOrderOfAge(TableState state) {
    return Comparator.comparingLong(
            (FileReference reference) -> state.addedAt(reference.filename()).orElse(0))
        .thenComparing(FileReference::filename);
  }

  private static RowFilter clipped(FileReference reference, Partition leaf, RowFilter filter) {
    RowFilter rest = filter.simplifiedFor(leaf.region());
    boolean isOfLeafAlone =
        reference.onlyContainsDataForThisPartition() && reference.partitionId().equals(leaf.id());
    return isOfLeafAlone ? rest : rest.within(leaf.region());
  }
}
