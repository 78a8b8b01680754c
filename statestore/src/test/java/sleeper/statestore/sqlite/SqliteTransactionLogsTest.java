package sleeper.statestore.sqlite;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import sleeper.core.statestore.contract.TransactionLogContract;
import sleeper.core.statestore.log.TransactionLogs;

class SqliteTransactionLogsTest extends TransactionLogContract {

  private final SqliteInstanceDatabase database;

  /** Before the contract's own set-up, which makes tables. */
  SqliteTransactionLogsTest(@TempDir Path folder) {
    database = SqliteInstanceDatabase.create(folder.resolve("instance.db"), Map.of());
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Override
  protected TransactionLogs logs() {
    return database.transactionLogs();
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

  @Override
  protected void dropTable(String tableId) {
    database.inTransaction(
        connection ->
            Sql.update(connection, "DELETE FROM sleeper_table WHERE table_id = ?", tableId));
  }
}
