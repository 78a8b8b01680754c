package sleeper.query.scan;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import sleeper.core.partition.Partition;
import sleeper.core.partition.SleeperOrder;
import sleeper.core.schema.Field;
import sleeper.core.schema.Schema;
import sleeper.core.statestore.FileReference;
import sleeper.core.statestore.TableState;
import sleeper.query.filter.RowFilter;

/**
 * Which files to read for which leaf partitions, in the order of the tree.
 *
 * @param leaves the leaves that can have matching rows
 * @param areInPlace whether the rows of each leaf lie in its region
 */
record ReadPlan(List<LeafRead> leaves, boolean areInPlace) {

  /** Plans the read of what a filter keeps of a table, whose rows were put there by somebody. */
  static ReadPlan of(TableState state, RowFilter filter, Placement placement) {
    boolean areInPlace = placement == Placement.OURS || !SleeperOrder.differsIn(state.partitions());
    return new ReadPlan(
        state.partitions().leaves().stream()
            .map(leaf -> new LeafRead(leaf, files(state, leaf, filter, areInPlace)))
            .filter(leaf -> !leaf.files().isEmpty())
            .toList(),
        areInPlace);
  }

  /**
   * The leaves in chains, in each of which all keys of a leaf are below those of the next. Rows
   * that may lie anywhere make each leaf a chain of its own.
   */
  List<List<LeafRead>> chains() {
    return areInPlace ? LeafChains.of(leaves) : leaves.stream().map(List::of).toList();
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
    return leaves.stream().anyMatch(leaf -> leaf.files().size() > 1) || chains().size() > 1;
  }

  private static List<FileRead> files(
      TableState state, Partition leaf, RowFilter filter, boolean areInPlace) {
    boolean canMatch = filter.canMatch(leaf.region());
    if (!canMatch && areInPlace) {
      return List.of();
    }
    return state.referencesForLeaf(leaf.id()).stream()
        .filter(reference -> canMatch || isOfLeafAlone(reference, leaf))
        .sorted(inOrderOfAge(state))
        .map(reference -> new FileRead(reference, clipped(reference, leaf, filter, areInPlace)))
        .toList();
  }

  /** The oldest file first, so that equal keys keep the order in which they came. */
  private static Comparator<FileReference> inOrderOfAge(TableState state) {
    return Comparator.comparingLong(
            (FileReference reference) -> state.addedAt(reference.filename()).orElse(0))
        .thenComparing(FileReference::filename);
  }

  private static RowFilter clipped(
      FileReference reference, Partition leaf, RowFilter filter, boolean areInPlace) {
    if (isOfLeafAlone(reference, leaf)) {
      return areInPlace ? filter.simplifiedFor(leaf.region()) : filter;
    }
    return filter.simplifiedFor(leaf.region()).within(leaf.region());
  }

  private static boolean isOfLeafAlone(FileReference reference, Partition leaf) {
    return reference.onlyContainsDataForThisPartition()
        && reference.partitionId().equals(leaf.id());
  }
}
