package sleeper.query.scan;

import java.io.IOException;
import sleeper.core.schema.Schema;
import sleeper.core.statestore.FileReference;
import sleeper.core.statestore.TableState;
import sleeper.parquet.block.BlockSource;
import sleeper.parquet.block.RowBlock;
import sleeper.query.filter.BlockFilter;
import sleeper.query.filter.RowFilter;

/**
 * Counts rows with as little reading as possible: from exact file references, from footers of files
 * that match whole, and otherwise by reading the columns that the filter needs.
 */
public final class RowCount {

  private final TableState state;
  private final ScanFiles scan;

  /** Counts in one version of a table. */
  public RowCount(TableState state, ScanFiles scan) {
    this.state = state;
    this.scan = scan;
  }

  /**
   * How many rows a filter keeps.
   *
   * @throws java.nio.file.NoSuchFileException if a data file is not there any more
   */
  public long count(RowFilter filter) throws IOException {
    if (filter.keepsEveryRow()
        && state.references().stream().noneMatch(FileReference::countApproximate)) {
      return state.references().stream().mapToLong(FileReference::numberOfRows).sum();
    }
    long rows = 0;
    for (LeafRead leaf : ReadPlan.of(state, filter, scan.settings().placement()).leaves()) {
      for (FileRead file : leaf.files()) {
        rows += count(file);
      }
    }
    return rows;
  }

  private long count(FileRead file) throws IOException {
    if (file.isCounted()) {
      return file.reference().numberOfRows();
    }
    if (file.filter().keepsEveryRow()) {
      return scan.files().rows(file.reference().filename());
    }
    return read(file);
  }

  private long read(FileRead file) throws IOException {
    Schema columns = Schema.ofColumns(file.filter().fieldsOf(state.schema()));
    ReadRequest request = scan.settings().request(columns, file.filter(), 1);
    BlockFilter filter = new BlockFilter(file.filter(), columns);
    long rows = 0;
    try (BlockSource source = scan.files().open(file.reference().filename(), request)) {
      for (RowBlock block = source.next(); block != null; block = source.next()) {
        rows += filter.select(block);
      }
    }
    return rows;
  }
}
