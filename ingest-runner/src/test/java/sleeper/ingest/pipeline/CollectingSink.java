package sleeper.ingest.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import sleeper.core.row.Row;
import sleeper.core.schema.Schema;
import sleeper.ingest.columns.ColumnCopy;
import sleeper.ingest.output.FileSink;
import sleeper.ingest.output.LeafFile;
import sleeper.ingest.output.WrittenFile;
import sleeper.parquet.block.Column;

/** Keeps what is written, as rows. */
final class CollectingSink implements FileSink {

  final Map<String, List<Row>> rowsByFile = new ConcurrentHashMap<>();
  final Map<String, List<Integer>> groupsByFile = new ConcurrentHashMap<>();
  final AtomicInteger open = new AtomicInteger();
  private final Schema schema;

  CollectingSink(Schema schema) {
    this.schema = schema;
  }

  @Override
  public LeafFile create(String partitionId, int number, long rowCount) {
    open.incrementAndGet();
    return new CollectingFile(partitionId, partitionId + "-" + number);
  }

  @Override
  public long memoryBytesPerFile() {
    return 1000;
  }

  private final class CollectingFile implements LeafFile {

    private final String partitionId;
    private final String name;
    private final List<Row> rows = new ArrayList<>();
    private final List<Integer> groups = new ArrayList<>();
    private final List<Column> group = new ArrayList<>();

    private CollectingFile(String partitionId, String name) {
      this.partitionId = partitionId;
      this.name = name;
    }

    @Override
    public void startRowGroup(int rowCount) {
      groups.add(rowCount);
      group.clear();
    }

    @Override
    public void writeColumn(int field, Column column) {
      if (field != group.size() || column.size() != groups.get(groups.size() - 1)) {
        throw new IllegalStateException("Columns out of order or of wrong size: field=" + field);
      }
      Column copy = ColumnCopy.emptyLike(column);
      ColumnCopy.append(column, 0, column.size(), copy);
      group.add(copy);
    }

    @Override
    public void endRowGroup() {
      rows.addAll(TestColumns.rows(schema, group));
    }

    @Override
    public WrittenFile finish() {
      if (rowsByFile.put(name, rows) != null) {
        throw new IllegalStateException("Written twice: " + name);
      }
      groupsByFile.put(name, groups);
      return new WrittenFile(name, partitionId, rows.size(), rows.size());
    }

    @Override
    public void close() {
      open.decrementAndGet();
    }
  }
}
