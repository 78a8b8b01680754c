package sleeper.statestore.sqlite;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import sleeper.core.statestore.snapshot.SnapshotRecord;
import sleeper.core.statestore.snapshot.SnapshotRecords;
import sleeper.core.statestore.transaction.LogKind;

/** The snapshots of an instance's tables, as recorded in its database. */
final class SqliteSnapshotRecords implements SnapshotRecords {

  private final SqliteInstanceDatabase database;

  SqliteSnapshotRecords(SqliteInstanceDatabase database) {
    this.database = database;
  }

  @Override
  public boolean save(SnapshotRecord snapshot) {
    return database.inTransaction(
        connection -> {
          Sql.update(
              connection,
              "INSERT INTO snapshot (table_id, kind, transaction_number, filename, update_time)"
                  + " SELECT table_id, ?2, ?3, ?4, ?5 FROM sleeper_table WHERE table_id = ?1"
                  + " ON CONFLICT DO NOTHING",
              snapshot.tableId(),
              snapshot.kind().name(),
              snapshot.number(),
              snapshot.filename(),
              snapshot.updateTime().toEpochMilli());
          return Sql.number(
                  connection,
                  "SELECT count(*) FROM sleeper_table WHERE table_id = ?",
                  snapshot.tableId())
              > 0;
        });
  }

  @Override
  public List<SnapshotRecord> all(String tableId, LogKind kind) {
    return database.reading(
        connection ->
            Sql.list(
                connection,
                SqliteSnapshotRecords::read,
                "SELECT table_id, kind, transaction_number, filename, update_time FROM snapshot"
                    + " WHERE table_id = ? AND kind = ? ORDER BY transaction_number",
                tableId,
                kind.name()));
  }

  @Override
  public void remove(SnapshotRecord snapshot) {
    database.inTransaction(
        connection ->
            Sql.update(
                connection,
                "DELETE FROM snapshot WHERE table_id = ? AND kind = ? AND transaction_number = ?",
                snapshot.tableId(),
                snapshot.kind().name(),
                snapshot.number()));
  }

  private static SnapshotRecord read(ResultSet row) throws SQLException {
    return new SnapshotRecord(
        row.getString("table_id"),
        LogKind.valueOf(row.getString("kind")),
        row.getLong("transaction_number"),
        row.getString("filename"),
        Instant.ofEpochMilli(row.getLong("update_time")));
  }
}
