package sleeper.ingest.pipeline;

import java.util.ArrayList;
import java.util.List;
import sleeper.ingest.columns.ColumnCopy;
import sleeper.parquet.block.Column;
import sleeper.parquet.block.DictionaryColumn;

/** Columns of our own that rows of a source's block are copied to; used again and again. */
final class BlockCopy {

  private List<Column> columns = List.of();

  /** The copied rows. */
  List<Column> columns() {
    return columns;
  }

  /** How many rows were copied. */
  int rows() {
    return columns.get(0).size();
  }

  /** Copies the rows {@code from} to {@code to}, in the place of what was there. */
  void fill(List<Column> source, int from, int to) {
    List<Column> targets = new ArrayList<>(source.size());
    for (int field = 0; field < source.size(); field++) {
      Column target = target(source.get(field), field);
      ColumnCopy.append(source.get(field), from, to, target);
      targets.add(target);
    }
    columns = targets;
  }

  private Column target(Column source, int field) {
    if (field >= columns.size() || columns.get(field).getClass() != source.getClass()) {
      return ColumnCopy.emptyLike(source);
    }
    Column target = columns.get(field);
    target.clear();
    if (target instanceof DictionaryColumn encoded) {
      encoded.setDictionary(((DictionaryColumn) source).dictionary());
    }
    return target;
  }
}
