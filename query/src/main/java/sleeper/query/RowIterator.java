package sleeper.query;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import sleeper.core.row.CloseableIterator;
import sleeper.core.row.Row;
import sleeper.parquet.block.BlockRows;
import sleeper.parquet.block.BlockSource;
import sleeper.parquet.block.RowBlock;

/** The rows of blocks, one by one. */
final class RowIterator implements CloseableIterator<Row> {

  private final BlockSource blocks;
  private @Nullable RowBlock block;
  private int position;
  private boolean isAtEnd;

  RowIterator(BlockSource blocks) {
    this.blocks = blocks;
  }

  @Override
  public boolean hasNext() {
    while (!isAtEnd && (block == null || position == block.rows())) {
      load();
    }
    return !isAtEnd;
  }

  @Override
  public Row next() {
    RowBlock current = hasNext() ? block : null;
    if (current == null) {
      throw new NoSuchElementException("There are no more rows");
    }
    return BlockRows.row(current, position++);
  }

  @Override
  public void close() throws IOException {
    blocks.close();
  }

  private void load() {
    try {
      block = blocks.next();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    position = 0;
    isAtEnd = block == null;
  }
}
