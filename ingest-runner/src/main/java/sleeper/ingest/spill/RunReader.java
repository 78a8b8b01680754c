package sleeper.ingest.spill;

import java.io.IOException;
import java.util.List;
import sleeper.parquet.block.Column;

/** Reads a sorted run page by page. Not thread-safe. */
public final class RunReader {

  private final SliceLoader loader;
  private final SpillIndex pages;
  private int next;

  RunReader(SliceLoader loader, SpillIndex pages) {
    this.loader = loader;
    this.pages = pages;
  }

  /**
   * Appends the rows of the next page to columns; false if there are no more.
   *
   * @throws sleeper.core.error.CorruptData if the spill file was changed
   */
  public boolean next(List<Column> columns) throws IOException {
    if (next == pages.after(0)) {
      return false;
    }
    loader.load(pages, next++, columns);
    return true;
  }
}
