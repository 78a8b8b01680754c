package sleeper.query;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import sleeper.core.statestore.TableState;
import sleeper.core.statestore.TableStates;
import sleeper.core.storage.ObjectStore;
import sleeper.query.scan.ParquetDataFiles;
import sleeper.query.scan.RowCount;
import sleeper.query.scan.ScanFiles;
import sleeper.query.scan.ScanSettings;

/**
 * Queries of one table. Thread-safe; each result belongs to one thread.
 *
 * <p>A result shows one version of the table, whatever is committed while it is read. Where a data
 * file has been collected in between, the query starts again once on the newest version, as long as
 * it has given no rows.
 */
public final class TableQuery {

  private final String tableName;
  private final TableStates states;
  private final ScanFiles files;

  /**
   * Queries of a table.
   *
   * @param tableName the name for messages
   * @param states the versions of the table
   * @param files where its data files are, and how much a result holds at once
   */
  public TableQuery(String tableName, TableStates states, ScanFiles files) {
    this.tableName = tableName;
    this.states = states;
    this.files = files;
  }

  /** Queries of a table whose data files are in an object store. */
  public static TableQuery of(
      String tableName, TableStates states, ObjectStore store, ScanSettings settings) {
    return new TableQuery(tableName, states, new ScanFiles(new ParquetDataFiles(store), settings));
  }

  /** Starts a query with the columns that the table has now. */
  public Query.Builder query() {
    return Query.builder(states.latest().schema());
  }

  /**
   * Starts to read; rows are read as the results are taken.
   *
   * @throws sleeper.core.error.InvalidInput if the version cannot be read
   * @throws sleeper.core.error.CorruptData if a data file is broken or gone
   */
  public QueryResults run(Query query) throws IOException {
    return new QueryResults(query, new RestartableScan(reads(query), query, files));
  }

  /**
   * Counts the rows that {@link #run} would give: from the file references where they decide,
   * otherwise by reading no more columns than the conditions need.
   *
   * @throws sleeper.core.error.InvalidInput if the version cannot be read
   * @throws sleeper.core.error.CorruptData if a data file is broken or gone
   */
  public long count(Query query) throws IOException {
    QueriedVersions versions = reads(query);
    TableState state = versions.first();
    long rows;
    try {
      rows = new RowCount(state, files).count(query.filter());
    } catch (NoSuchFileException gone) {
      rows = countAgain(query, versions, versions.next(state, gone));
    }
    return Math.min(rows, query.limit());
  }

  private long countAgain(Query query, QueriedVersions versions, TableState state)
      throws IOException {
    try {
      return new RowCount(state, files).count(query.filter());
    } catch (NoSuchFileException gone) {
      throw versions.unreadable(state, gone);
    }
  }

  private QueriedVersions reads(Query query) {
    return new QueriedVersions(tableName, states, query.asOf());
  }
}
