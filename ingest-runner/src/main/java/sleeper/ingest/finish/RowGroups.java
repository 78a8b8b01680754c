package sleeper.ingest.finish;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import sleeper.ingest.columns.ColumnCopy;
import sleeper.ingest.output.LeafFile;
import sleeper.parquet.block.Column;
import sleeper.parquet.block.DictionaryColumn;

/** Writes loaded rows to a file in a given order, as row groups of about the same size. */
final class RowGroups {

  private final int maxRows;
  private final long maxBytes;
  private final List<Column> gathered = new ArrayList<>();

  RowGroups(FinishSettings settings) {
    maxRows = settings.rowGroupRows();
    maxBytes = settings.rowGroupBytes();
  }

  /** The bytes of memory that are held. */
  long allocatedBytes() {
    return gathered.stream().mapToLong(Column::allocatedBytes).sum();
  }

  /** Writes rows of so many bytes in all, in the order of their numbers. */
  void write(List<Column> columns, int[] order, int rows, long bytes, LeafFile file)
      throws IOException {
    long byBytes = (bytes + maxBytes - 1) / maxBytes;
    long byRows = ((long) rows + maxRows - 1) / maxRows;
    int groups = (int) Math.min(rows, Math.max(1, Math.max(byBytes, byRows)));
    for (int group = 0; group < groups; group++) {
      int from = (int) ((long) rows * group / groups);
      int to = (int) ((long) rows * (group + 1) / groups);
      file.startRowGroup(to - from);
      for (int field = 0; field < columns.size(); field++) {
        Column target = target(columns.get(field));
        ColumnCopy.gather(columns.get(field), order, from, to, target);
        file.writeColumn(field, target);
      }
      file.endRowGroup();
    }
  }

  /** An empty column of the same kind; one for all fields of a type, so that few are held. */
  private Column target(Column column) {
    for (int i = 0; i < gathered.size(); i++) {
      Column candidate = gathered.get(i);
      if (candidate.getClass() == column.getClass() && candidate.type().equals(column.type())) {
        candidate.clear();
        if (candidate instanceof DictionaryColumn encoded) {
          encoded.setDictionary(((DictionaryColumn) column).dictionary());
        }
        return candidate;
      }
    }
    Column target = ColumnCopy.emptyLike(column);
    gathered.add(target);
    return target;
  }
}
