package sleeper.statestore.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sleeper.core.error.CommitConflict;
import sleeper.core.error.InvalidInput;
import sleeper.core.ingest.contract.ManualClock;
import sleeper.core.statestore.log.LogEntry;
import sleeper.core.statestore.transaction.LogKind;
import sleeper.core.statestore.transaction.TransactionType;
import sleeper.core.table.TableId;
import sleeper.core.table.TableIndex;
import sleeper.core.table.TableIndexContract;

class SqliteTablesTest extends TableIndexContract {

  private static final TableId TABLE = new TableId("0a1b2c3d", "readings");

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
  protected TableIndex index() {
    return tables;
  }

  @Test
  void shouldCreateATableWithItsPropertiesAndPartitions() {
    tables.create(TABLE, Map.of("a", "1", "b", ""), partitions(1));

    assertThat(tables.findByName("readings")).contains(TABLE);
    assertThat(tables.properties(TABLE)).isEqualTo(Map.of("a", "1", "b", ""));
    assertThat(database.transactionLogs().log(TABLE.id(), LogKind.PARTITIONS).lastNumber())
        .hasValue(1);
  }

  @Test
  void shouldCreateNothingWhereAPartWasRefused() {
    assertThatThrownBy(() -> tables.create(TABLE, Map.of("a", "1"), partitions(2)))
        .isInstanceOf(CommitConflict.class);

    assertThat(tables.list()).isEmpty();
    assertThat(propertyRows()).isZero();
  }

  @Test
  void shouldForgetPropertiesAndLogsOfADroppedTableAndRememberItsId() {
    tables.create(TABLE, Map.of("a", "1"), partitions(1));

    assertThat(tables.drop(TABLE)).isTrue();

    assertThat(propertyRows()).isZero();
    assertThatThrownBy(() -> tables.properties(TABLE))
        .isInstanceOf(InvalidInput.class)
        .hasMessage("Table readings does not exist any more");
    assertThat(database.transactionLogs().log(TABLE.id(), LogKind.PARTITIONS).lastNumber())
        .isEmpty();
    assertThat(database.droppedTables().all())
        .extracting(dropped -> dropped.tableId())
        .containsExactly(TABLE.id());
    assertThatThrownBy(() -> tables.create(TABLE)).isInstanceOf(InvalidInput.class);
  }

  @Test
  void shouldChangePropertiesAsAWhole() {
    tables.create(TABLE, Map.of("a", "1", "b", "2"), partitions(1));

    tables.changeProperties(
        TABLE,
        old -> {
          Map<String, String> changed = new HashMap<>(old);
          changed.remove("b");
          changed.put("a", old.get("a") + "1");
          return changed;
        });

    assertThat(tables.properties(TABLE)).isEqualTo(Map.of("a", "11"));
  }

  @Test
  void shouldKeepPropertiesWhereTheChangeIsRefused() {
    tables.create(TABLE, Map.of("a", "1"), partitions(1));

    assertThatThrownBy(
            () ->
                tables.changeProperties(
                    TABLE,
                    old -> {
                      throw new InvalidInput("no");
                    }))
        .isInstanceOf(InvalidInput.class)
        .hasMessage("no");
    assertThat(tables.properties(TABLE)).isEqualTo(Map.of("a", "1"));
  }

  @Test
  void shouldRefuseToChangeATableThatIsGone() {
    assertThatThrownBy(() -> tables.changeProperties(TABLE, old -> old))
        .isInstanceOf(InvalidInput.class)
        .hasMessage("Table readings does not exist any more");
  }

  private long propertyRows() {
    return database.reading(
        connection -> Sql.number(connection, "SELECT count(*) FROM table_property"));
  }

  private static LogEntry partitions(long number) {
    return new LogEntry(number, Instant.EPOCH, TransactionType.INITIALISE_PARTITIONS, "{}");
  }
}
