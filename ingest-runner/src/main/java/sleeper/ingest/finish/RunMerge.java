package sleeper.ingest.finish;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import sleeper.ingest.columns.ColumnCopy;
import sleeper.ingest.output.LeafFile;
import sleeper.ingest.sort.KeyComparator;
import sleeper.ingest.sort.RowSorter;
import sleeper.ingest.spill.ColumnBytes;
import sleeper.ingest.spill.PartitionedRows;
import sleeper.ingest.spill.SliceReader;
import sleeper.ingest.spill.SortedRuns;
import sleeper.parquet.block.Column;

/**
 * Writes a partition of any size and any keys: sorts as many rows as fit into runs on disk, then
 * merges the runs.
 *
 * <p>Peak memory is half of a leaf's for the pages of the runs, and half for the row group that is
 * being put together. Rows that go out of one run without another coming between, as those with
 * equal keys do, are copied at once.
 */
final class RunMerge {

  private static final int MIN_PAGE = 1 << 10;

  private final FinishSettings settings;
  private final FinishCounts counts;
  private final LeafWorker worker;
  private final int keys;

  RunMerge(FinishSettings settings, FinishCounts counts, LeafWorker worker) {
    this.settings = settings;
    this.counts = counts;
    this.worker = worker;
    keys = settings.schema().keyCount();
  }

  void write(PartitionedRows rows, int partition, LeafFile file) throws IOException {
    counts.countMerge();
    try (SortedRuns runs =
        new SortedRuns(
            settings.schema(), settings.dictionaries(), settings.folder(), settings.disk())) {
      long bytes = rows.bytes(partition);
      long expectedRuns = 1 + bytes / Math.max(1, runBytes());
      long page = Math.max(MIN_PAGE, settings.leafBytes() / 4 / (expectedRuns + 1));
      writeRuns(rows, partition, runs, page);
      worker.release();
      merge(rows, runs, file);
    }
  }

  private long runBytes() {
    return settings.leafBytes() / 3;
  }

  private void writeRuns(PartitionedRows rows, int partition, SortedRuns runs, long pageBytes)
      throws IOException {
    List<Column> columns = rows.newColumns();
    RowSorter sorter = new RowSorter();
    SliceReader reader = rows.read(partition, worker.buffer());
    while (reader.next(columns)) {
      CancelledFinish.check();
      if (bytes(columns) + RowSorter.bytes(columns.get(0).size()) > runBytes()) {
        writeRun(columns, sorter, runs, pageBytes);
      }
    }
    if (columns.get(0).size() > 0) {
      writeRun(columns, sorter, runs, pageBytes);
    }
  }

  private void writeRun(List<Column> columns, RowSorter sorter, SortedRuns runs, long pageBytes)
      throws IOException {
    int count = columns.get(0).size();
    int[] order = sorter.sort(columns, keys, count);
    int pageRows = (int) Math.max(1, Math.min(count, pageBytes * count / bytes(columns)));
    runs.startRun();
    for (int from = 0; from < count; from += pageRows) {
      int to = Math.min(count, from + pageRows);
      List<Column> page = new ArrayList<>();
      for (Column column : columns) {
        Column target = ColumnCopy.emptyLike(column);
        ColumnCopy.gather(column, order, from, to, target);
        page.add(target);
      }
      runs.addPage(page);
    }
    columns.forEach(Column::clear);
  }

  private void merge(PartitionedRows rows, SortedRuns runs, LeafFile file) throws IOException {
    List<RunCursor> cursors = new ArrayList<>();
    int count = runs.finish();
    for (int run = 0; run < count; run++) {
      cursors.add(new RunCursor(runs.read(run), rows.newColumns()));
    }
    LoserTree tree = new LoserTree(cursors.size(), (left, right) -> wins(cursors, left, right));
    GroupBuilder output = new GroupBuilder(settings, rows.newColumns(), file);
    while (!cursors.get(tree.winner()).isDone()) {
      CancelledFinish.check();
      RunCursor cursor = cursors.get(tree.winner());
      int end = endOfTurn(cursors, tree);
      output.append(cursor.page(), cursor.row(), end);
      cursor.moveTo(end);
      tree.replay();
    }
    output.finish();
  }

  private boolean wins(List<RunCursor> cursors, int left, int right) {
    RunCursor a = cursors.get(left);
    RunCursor b = cursors.get(right);
    if (a.isDone() || b.isDone()) {
      return a.isDone() == b.isDone() ? left < right : b.isDone();
    }
    int order = KeyComparator.compare(a.page(), a.row(), b.page(), b.row(), 0, keys);
    return order < 0 || (order == 0 && left < right);
  }

  /** Up to which row of its page the winner goes before everybody else. */
  private int endOfTurn(List<RunCursor> cursors, LoserTree tree) {
    RunCursor cursor = cursors.get(tree.winner());
    int rival = tree.runnerUp();
    if (rival < 0 || cursors.get(rival).isDone()) {
      return cursor.rows();
    }
    int low = cursor.row() + 1;
    int step = 1;
    int high = low;
    while (high < cursor.rows() && isBefore(cursor, high, tree.winner(), cursors, rival)) {
      low = high + 1;
      high += step;
      step <<= 1;
    }
    high = Math.min(high, cursor.rows());
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (isBefore(cursor, middle, tree.winner(), cursors, rival)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private boolean isBefore(RunCursor cursor, int row, int run, List<RunCursor> cursors, int rival) {
    RunCursor other = cursors.get(rival);
    int order = KeyComparator.compare(cursor.page(), row, other.page(), other.row(), 0, keys);
    return order < 0 || (order == 0 && run < rival);
  }

  private static long bytes(List<Column> columns) {
    long bytes = 1;
    for (Column column : columns) {
      bytes += ColumnBytes.inArrays(column, 0, column.size());
    }
    return bytes;
  }
}
