package sleeper.statestore.sqlite;

import java.time.Instant;
import java.util.List;
import sleeper.core.ingest.DroppedTables;

/** The tables that were dropped from an instance's database and have not been collected. */
final class SqliteDroppedTables implements DroppedTables {

  private final SqliteInstanceDatabase database;

  SqliteDroppedTables(SqliteInstanceDatabase database) {
    this.database = database;
  }

  @Override
  public List<DroppedTable> all() {
    return database.reading(
        connection ->
            Sql.list(
                connection,
                row ->
                    new DroppedTable(
                        row.getString("table_id"), Instant.ofEpochMilli(row.getLong("drop_time"))),
                "SELECT table_id, drop_time FROM dropped_table ORDER BY drop_time, table_id"));
  }

  @Override
  public void forget(String tableId) {
    database.inTransaction(
        connection ->
            Sql.update(connection, "DELETE FROM dropped_table WHERE table_id = ?", tableId));
  }
}
