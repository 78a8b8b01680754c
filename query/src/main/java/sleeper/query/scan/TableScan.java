package sleeper.query.scan;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sleeper.core.schema.Field;
import sleeper.core.schema.Schema;
import sleeper.core.statestore.TableState;
import sleeper.parquet.block.BlockSource;
import sleeper.parquet.block.RowBlock;
import sleeper.query.filter.RowFilter;

/**
 * The rows of one version of a table that a filter keeps, in the order of all keys; rows with equal
 * keys in the order in which their files were added, then by filename.
 *
 * <p>Leaf partitions are read one after another. Memory: the readers of one leaf's files, and the
 * block in which they are merged.
 */
public final class TableScan implements BlockSource {

  private final Schema columns;
  private final LeafReader reader;
  private final Iterator<LeafRead> leaves;
  private @Nullable BlockSource leaf;
  private long memoryBytes;

  /**
   * A scan that has read nothing yet.
   *
   * @param wanted the fields that are asked for; {@link #columns} has them all, and perhaps more
   */
  public TableScan(TableState state, RowFilter filter, List<Field> wanted, ScanFiles files) {
    ReadPlan plan = ReadPlan.of(state, filter);
    columns = plan.columns(state.schema(), wanted);
    reader = new LeafReader(files, columns, state.schema().keyCount());
    leaves = plan.leaves().iterator();
  }

  /** The columns of the blocks, in the order of the table. */
  public Schema columns() {
    return columns;
  }

  /**
   * The next rows, or null when there are no more.
   *
   * @throws java.nio.file.NoSuchFileException if a data file is not there any more
   */
  @Override
  public @Nullable RowBlock next() throws IOException {
    while (true) {
      BlockSource current = leaf;
      if (current == null) {
        if (!leaves.hasNext()) {
          return null;
        }
        current = reader.open(leaves.next());
        leaf = current;
      }
      RowBlock block = current.next();
      memoryBytes = Math.max(memoryBytes, current.memoryBytes());
      if (block != null) {
        return block;
      }
      close();
    }
  }

  /** The most that the leaves so far have held. */
  @Override
  public long memoryBytes() {
    return memoryBytes;
  }

  @Override
  public void close() throws IOException {
    BlockSource current = leaf;
    leaf = null;
    if (current != null) {
      current.close();
    }
  }
}
