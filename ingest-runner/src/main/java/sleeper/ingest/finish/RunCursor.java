package sleeper.ingest.finish;

import java.io.IOException;
import java.util.List;
import sleeper.ingest.spill.RunReader;
import sleeper.parquet.block.Column;

/** A place in a sorted run, of which a page at a time is in memory. Not thread-safe. */
final class RunCursor {

  private final RunReader reader;
  private final List<Column> page;
  private int row;
  private boolean done;

  /** The first row of a run. */
  RunCursor(RunReader reader, List<Column> page) throws IOException {
    this.reader = reader;
    this.page = page;
    nextPage();
  }

  /** Whether all rows have been passed. */
  boolean isDone() {
    return done;
  }

  /** The page with the current row. */
  List<Column> page() {
    return page;
  }

  /** The current row's number in the page. */
  int row() {
    return row;
  }

  /** How many rows the page has. */
  int rows() {
    return page.get(0).size();
  }

  /** Goes on to a row of the page, or, if there is no such row, to the next page. */
  void moveTo(int next) throws IOException {
    row = next;
    if (row == rows()) {
      nextPage();
    }
  }

  private void nextPage() throws IOException {
    page.forEach(Column::clear);
    row = 0;
    done = !reader.next(page);
  }
}
