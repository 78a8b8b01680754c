package sleeper.query.arrow;

import java.io.IOException;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.ipc.ArrowReader;
import sleeper.core.schema.Schema;
import sleeper.parquet.block.BlockSource;
import sleeper.parquet.block.RowBlock;

/**
 * Reads blocks as Arrow record batches, one batch a block. The root is the same for all batches and
 * belongs to this reader.
 *
 * <p>Memory of the allocator: one block. Closing frees it and closes the source.
 */
public final class BlockArrowReader extends ArrowReader {

  private final BlockSource source;
  private final Schema schema;
  private long bytesRead;

  /** A reader before the first batch. */
  public BlockArrowReader(BlockSource source, Schema schema, BufferAllocator allocator) {
    super(allocator);
    this.source = source;
    this.schema = schema;
  }

  @Override
  public boolean loadNextBatch() throws IOException {
    prepareLoadNextBatch();
    RowBlock block = source.next();
    if (block == null) {
      return false;
    }
    BlockVectors.fill(getVectorSchemaRoot(), block);
    block.columns().forEach(column -> bytesRead += column.usedBytes());
    return true;
  }

  /** The bytes of the values of all batches so far. */
  @Override
  public long bytesRead() {
    return bytesRead;
  }

  @Override
  protected void closeReadSource() throws IOException {
    source.close();
  }

  @Override
  protected org.apache.arrow.vector.types.pojo.Schema readSchema() {
    return ArrowSchemas.of(schema);
  }
}
