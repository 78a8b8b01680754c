package sleeper.query.scan;

import java.io.IOException;
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
 * <p>Leaf partitions are read one after another; where they overlap in the first row key, several
 * at once. Memory: the readers of the files of the leaves that are open, and the block in which
 * they are merged.
 */
public final class TableScan implements BlockSource {

  private final Schema columns;
  private final BlockSource rows;

  /**
   * A scan that has read nothing yet.
   *
   * @param wanted the fields that are asked for; {@link #columns} has them all, and perhaps more
   */
  public TableScan(TableState state, RowFilter filter, List<Field> wanted, ScanFiles files) {
    ReadPlan plan = ReadPlan.of(state, filter, files.settings().placement());
    List<List<LeafRead>> chains = plan.chains();
    columns = plan.columns(state.schema(), wanted);
    int keyCount = state.schema().keyCount();
    LeafReader reader = new LeafReader(files.sharedBy(chains.size()), columns, keyCount);
    List<LeafChain> sources = chains.stream().map(chain -> new LeafChain(reader, chain)).toList();
    rows =
        sources.size() == 1
            ? sources.get(0)
            : new MergedBlocks(sources, columns, keyCount, files.settings().blockRows());
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
    return rows.next();
  }

  @Override
  public long memoryBytes() {
    return rows.memoryBytes();
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }
}
