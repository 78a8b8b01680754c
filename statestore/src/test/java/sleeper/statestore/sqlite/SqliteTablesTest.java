package sleeper.statestore.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sleeper.core.error.CommitConflict;
import sleeper.core.ingest.DroppedTables;
import sleeper.core.ingest.contract.ManualClock;
import sleeper.core.statestore.log.TransactionLogs;
import sleeper.core.statestore.transaction.LogKind;
import sleeper.core.table.TableStore;
import sleeper.core.table.TableStoreContract;

class SqliteTablesTest extends TableStoreContract {

  @TempDir private Path folder;
  private SqliteInstanceDatabase database;
  private SqliteTables tables;

  @BeforeEach
  void createDatabase() {
    database = SqliteInstanceDatabase.create(folder.resolve("instance.db"), Map.of());
    tables = database.tables(new ManualClock());
  }

  @AfterEach
  void closeDatabase() {
    database.close();
  }

  @Override
  protected TableStore tables() {
    return tables;
  }

  @Override
  protected TransactionLogs logs() {
    return database.transactionLogs();
  }

  @Override
  protected DroppedTables dropped() {
    return database.droppedTables();
  }

  @Test
  void shouldLeaveNoPropertiesWhereCreatingFails() {
    assertThatThrownBy(() -> tables.create(TABLE, Map.of("a", "1"), partitions(2, "{}")))
        .isInstanceOf(CommitConflict.class);

    assertThat(propertyRows()).isZero();
  }

  @Test
  void shouldForgetPropertiesAndLogsOfADroppedTableAtOnce() {
    tables.create(TABLE, Map.of("a", "1"), partitions(1, "{}"));

    tables.drop(TABLE);

    assertThat(propertyRows()).isZero();
    assertThat(logs().log(TABLE.id(), LogKind.PARTITIONS).lastNumber()).isEmpty();
  }

  private long propertyRows() {
    return database.reading(
        connection -> Sql.number(connection, "SELECT count(*) FROM table_property"));
  }
}
