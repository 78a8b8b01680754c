package sleeper.statestore.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sleeper.core.statestore.contract.SnapshotRecordsContract;
import sleeper.core.statestore.snapshot.SnapshotRecord;
import sleeper.core.statestore.snapshot.SnapshotRecords;
import sleeper.core.statestore.transaction.LogKind;

class SqliteSnapshotRecordsTest extends SnapshotRecordsContract {

  private final SqliteInstanceDatabase database;

  SqliteSnapshotRecordsTest(@TempDir Path folder) {
    database = SqliteInstanceDatabase.create(folder.resolve("instance.db"), Map.of());
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void shouldRecordNothingForATableThatIsGone() {
    records().save(new SnapshotRecord("00000000", LogKind.FILES, 1, "mem:1", Instant.EPOCH));

    assertThat(records().all("00000000", LogKind.FILES)).isEmpty();
  }

  @Override
  protected SnapshotRecords records() {
    return database.snapshotRecords();
  }

  @Override
  protected void createTable(String tableId) {
    database.inTransaction(
        connection ->
            Sql.update(
                connection,
                "INSERT INTO sleeper_table (table_id, table_name) VALUES (?1, ?1)",
                tableId));
  }
}
