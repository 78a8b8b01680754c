package sleeper.statestore.sqlite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import sleeper.core.ingest.DroppedTables;
import sleeper.core.ingest.IngestCommitStore;
import sleeper.core.ingest.UnreferencedFiles;
import sleeper.core.ingest.contract.LogTables;
import sleeper.core.ingest.contract.ManualClock;
import sleeper.core.ingest.contract.StoreFixture;
import sleeper.core.partition.PartitionTree;
import sleeper.core.statestore.TableStates;

final class SqliteStoreFixture implements StoreFixture {

  private final ManualClock clock = new ManualClock();
  private final SqliteInstanceDatabase database;
  private final LogTables tables;

  SqliteStoreFixture(Path folder) {
    try {
      Path instance = Files.createTempDirectory(folder, "instance");
      database = SqliteInstanceDatabase.create(instance.resolve("instance.db"), Map.of());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    tables = new LogTables(database.transactionLogs(), clock);
  }

  @Override
  public ManualClock clock() {
    return clock;
  }

  @Override
  public IngestCommitStore store() {
    return database.ingestCommitStore();
  }

  @Override
  public void createTable(String tableId, PartitionTree tree) {
    database.inTransaction(
        connection ->
            Sql.update(
                connection,
                "INSERT INTO sleeper_table (table_id, table_name) VALUES (?1, ?1)",
                tableId));
    tables.initialise(tableId, tree);
  }

  @Override
  public TableStates states(String tableId) {
    return tables.states(tableId);
  }

  @Override
  public void replacePartitions(String tableId, PartitionTree tree) {
    tables.initialise(tableId, tree);
  }

  @Override
  public void split(String tableId, String leafId) {
    tables.split(tableId, leafId);
  }

  @Override
  public void clear(String tableId) {
    tables.clear(tableId);
  }

  @Override
  public boolean exists(String tableId) {
    return database.reading(
        connection ->
            Sql.number(connection, "SELECT count(*) FROM sleeper_table WHERE table_id = ?", tableId)
                > 0);
  }

  @Override
  public void drop(String tableId) {
    database.inTransaction(
        connection -> {
          Sql.update(connection, "DELETE FROM sleeper_table WHERE table_id = ?", tableId);
          return Sql.update(
              connection,
              "INSERT INTO dropped_table (table_id, table_name, drop_time) VALUES (?1, ?1, ?2)",
              tableId,
              clock.millis());
        });
  }

  @Override
  public UnreferencedFiles unreferenced(String tableId) {
    return tables.unreferenced(tableId);
  }

  @Override
  public DroppedTables dropped() {
    return database.droppedTables();
  }

  @Override
  public void close() {
    database.close();
  }
}
