package sleeper.query.scan;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import sleeper.core.schema.Schema;
import sleeper.parquet.block.BlockSource;
import sleeper.parquet.block.RowBlock;
import sleeper.query.block.BlockBuilder;
import sleeper.query.filter.BlockFilter;
import sleeper.query.filter.RowFilter;

/**
 * The rows of a source that a filter keeps. A block of which all rows are kept goes through as is.
 */
final class FilteredBlocks implements BlockSource {

  private final BlockSource source;
  private final BlockFilter filter;
  private final BlockBuilder kept;

  FilteredBlocks(BlockSource source, RowFilter filter, Schema schema) {
    this.source = source;
    this.filter = new BlockFilter(filter, schema);
    kept = new BlockBuilder(schema, 0);
  }

  @Override
  public @Nullable RowBlock next() throws IOException {
    RowBlock block = source.next();
    while (block != null) {
      int count = filter.select(block);
      if (count == block.rows()) {
        return block;
      }
      if (count > 0) {
        kept.clear();
        kept.append(block, filter.selected(), count);
        return kept.block();
      }
      block = source.next();
    }
    return null;
  }

  @Override
  public long memoryBytes() {
    return source.memoryBytes() + kept.allocatedBytes();
  }

  @Override
  public void close() throws IOException {
    source.close();
  }
}
