package sleeper.ingest.finish;

import java.io.IOException;
import java.util.List;
import sleeper.ingest.columns.ColumnCopy;
import sleeper.ingest.output.LeafFile;
import sleeper.ingest.spill.ColumnBytes;
import sleeper.parquet.block.Column;

/** Puts row groups together from rows that come in order, and writes each when it is full. */
final class GroupBuilder {

  private final int maxRows;
  private final long maxBytes;
  private final List<Column> group;
  private final LeafFile file;
  private long bytes;

  GroupBuilder(FinishSettings settings, List<Column> group, LeafFile file) {
    this.maxRows = settings.rowGroupRows();
    this.maxBytes = Math.min(settings.rowGroupBytes(), settings.leafBytes() / 4);
    this.group = group;
    this.file = file;
  }

  /** Appends the rows {@code from} to {@code to} of columns. */
  void append(List<Column> columns, int from, int to) throws IOException {
    int next = from;
    while (next < to) {
      int end = Math.min(to, next + maxRows - group.get(0).size());
      for (int field = 0; field < group.size(); field++) {
        ColumnCopy.append(columns.get(field), next, end, group.get(field));
        bytes += ColumnBytes.inArrays(columns.get(field), next, end);
      }
      next = end;
      if (group.get(0).size() == maxRows || bytes >= maxBytes) {
        finish();
      }
    }
  }

  /** Writes the rows that are left. */
  void finish() throws IOException {
    int rows = group.get(0).size();
    if (rows == 0) {
      return;
    }
    file.startRowGroup(rows);
    for (int field = 0; field < group.size(); field++) {
      file.writeColumn(field, group.get(field));
    }
    file.endRowGroup();
    group.forEach(Column::clear);
    bytes = 0;
  }
}
