package sleeper.query;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;
import sleeper.core.schema.Schema;
import sleeper.core.statestore.TableState;
import sleeper.parquet.block.BlockSource;
import sleeper.parquet.block.RowBlock;
import sleeper.query.scan.ScanFiles;
import sleeper.query.scan.TableScan;

/** A scan that starts again once, if a file is gone before the first rows have been given. */
final class RestartableScan implements BlockSource {

  private final QueriedVersions versions;
  private final Query query;
  private final ScanFiles files;
  private TableState state;
  private TableScan scan;
  private boolean isFixed;

  RestartableScan(QueriedVersions versions, Query query, ScanFiles files) {
    this.versions = versions;
    this.query = query;
    this.files = files;
    state = versions.first();
    scan = new TableScan(state, query.filter(), query.columns().fields(), files);
  }

  /** The version that is read. */
  long version() {
    return state.version();
  }

  /** The columns of the block given last. */
  Schema columns() {
    return scan.columns();
  }

  @Override
  public @Nullable RowBlock next() throws IOException {
    try {
      RowBlock block = scan.next();
      isFixed = true;
      return block;
    } catch (NoSuchFileException gone) {
      if (isFixed) {
        throw versions.unreadable(state, gone);
      }
      restart(gone);
      return next();
    }
  }

  @Override
  public long memoryBytes() {
    return scan.memoryBytes();
  }

  @Override
  public void close() throws IOException {
    scan.close();
  }

  private void restart(NoSuchFileException gone) throws IOException {
    state = versions.next(state, gone);
    isFixed = true;
    scan.close();
    scan = new TableScan(state, query.filter(), query.columns().fields(), files);
  }
}
