package sleeper.query;

import java.io.IOException;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.ipc.ArrowReader;
import sleeper.core.row.CloseableIterator;
import sleeper.core.row.Row;
import sleeper.core.schema.Schema;
import sleeper.parquet.block.BlockSource;
import sleeper.parquet.block.RowBlock;
import sleeper.query.arrow.BlockArrowReader;
import sleeper.query.output.ResultWriter;

/**
 * The rows of a query, in the order of the row keys, then the sort keys; rows with equal keys in
 * the order in which their files were added to the table, then by filename, then as in the file.
 *
 * <p>Rows are read as they are taken, once, in one of the ways that this class offers, by one
 * thread. Close it to let go of open files. Memory: what {@link BlockSource#memoryBytes} of {@link
 * #blocks} says.
 */
public final class QueryResults implements AutoCloseable {

  private final RestartableScan scan;
  private final Schema schema;
  private final BlockSource blocks;

  QueryResults(Query query, RestartableScan scan) {
    this.scan = scan;
    schema = query.columns();
    blocks = new ProjectedBlocks(scan, schema, query.limit());
  }

  /** The columns of the result, in the wanted order. */
  public Schema schema() {
    return schema;
  }

  /**
   * The version of the table that is shown. It can still change to a newer one until the first rows
   * are taken.
   */
  public long version() {
    return scan.version();
  }

  /** The rows as blocks; each is valid until the next is taken. */
  public BlockSource blocks() {
    return blocks;
  }

  /**
   * The rows as objects. The iterator throws {@link java.io.UncheckedIOException} where reading
   * fails; closing it closes these results.
   */
  public CloseableIterator<Row> rows() {
    return new RowIterator(blocks);
  }

  /**
   * The rows as Arrow record batches. Closing the reader closes these results, and frees all that
   * it has taken from the allocator.
   */
  public ArrowReader toArrow(BufferAllocator allocator) {
    return new BlockArrowReader(blocks, schema, allocator);
  }

  /**
   * Writes all rows and finishes the writer's output; does not close the writer.
   *
   * @return how many rows were written
   */
  public long writeTo(ResultWriter writer) throws IOException {
    long rows = 0;
    for (RowBlock block = blocks.next(); block != null; block = blocks.next()) {
      writer.write(block);
      rows += block.rows();
    }
    writer.finish();
    return rows;
  }

  @Override
  public void close() throws IOException {
    blocks.close();
  }
}
