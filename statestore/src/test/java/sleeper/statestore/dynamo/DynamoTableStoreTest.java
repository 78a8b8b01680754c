package sleeper.statestore.dynamo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import sleeper.core.error.InvalidInput;
import sleeper.core.ingest.DroppedTables;
import sleeper.core.statestore.log.LogEntry;
import sleeper.core.statestore.log.TransactionLogs;
import sleeper.core.storage.DocumentStore;
import sleeper.core.table.TableId;
import sleeper.core.table.TableStore;
import sleeper.core.table.TableStoreContract;
import sleeper.servers.TestClients;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class DynamoTableStoreTest extends TableStoreContract {

  private final DynamoInstance instance = new DynamoInstance(Ownership.OURS);
  private final DynamoTableStore tables = instance.tables();

  @AfterEach
  void close() {
    instance.close();
  }

  @Override
  protected TableStore tables() {
    return tables;
  }

  @Override
  protected TransactionLogs logs() {
    return new DynamoTransactionLogs(instance.state());
  }

  @Override
  protected DroppedTables dropped() {
    return tables.droppedTables();
  }

  @Test
  void shouldHaveTheIndexItemsAndThePropertiesFileOfSleeper() {
    tables.create(TABLE, Map.of("sleeper.table.online", "true"), partitions(1, "{}"));

    Map<String, AttributeValue> item =
        Map.of(
            "TableId", Items.text("0a1b2c3d"),
            "TableName", Items.text("readings"),
            "Online", Items.text("true"));
    assertThat(items(instance.names().indexByName())).containsExactly(item);
    assertThat(items(instance.names().indexById())).containsExactly(item);
    assertThat(items(instance.names().indexByOnline())).containsExactly(item);
    assertThat(instance.config().read("tables/table-0a1b2c3d.properties"))
        .hasValueSatisfying(
            document ->
                assertThat(document.text())
                    .contains("sleeper.table.id=0a1b2c3d\n", "sleeper.table.name=readings\n"));
  }

  @Test
  void shouldFindWhatACreatorLeftWhoWasKilled() {
    // The marker and the properties are there, the table is not: as if killed before the last step.
    tables.create(new TableId("ffffffff", "readings"));
    assertThatThrownBy(() -> tables.create(TABLE, Map.of(), partitions(1, "{}")))
        .isInstanceOf(InvalidInput.class);
    TestClients.dynamoDb()
        .putItem(
            put ->
                put.tableName(instance.names().writeIntents())
                    .item(
                        DroppedTableItems.put(
                                instance.names(),
                                TABLE.id(),
                                "other",
                                Instant.now().plus(Duration.ofHours(1)))
                            .item()));
    instance.config().create(PropertiesKeys.of(TABLE.id()), "a=1");

    assertThat(dropped().all())
        .singleElement()
        .satisfies(
            left -> {
              assertThat(left.tableId()).isEqualTo(TABLE.id());
              assertThat(left.droppedAt()).isAfter(Instant.now().plus(Duration.ofMinutes(50)));
            });
    dropped().forget(TABLE.id());
    assertThat(instance.config().read(PropertiesKeys.of(TABLE.id()))).isEmpty();
  }

  @Test
  void shouldNotMakeATableThatTheCollectorTookForAbandoned() {
    DocumentStore paused = new PausedDocuments(() -> dropped().fence(TABLE.id()));
    DynamoTableStore late = new DynamoTableStore(instance.state(), paused, Clock.systemUTC());

    assertThatThrownBy(() -> late.create(TABLE, Map.of(), partitions(1, "{}")))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("Table readings could not be made");

    assertThat(tables.list()).isEmpty();
    assertThat(dropped().all()).hasSize(1);
    dropped().forget(TABLE.id());
    tables.create(TABLE, Map.of(), partitions(1, "{}"));
  }

  @Test
  void shouldLeaveNothingOfATableWhoseMarkerTheCollectorForgotWhileItWasMade() throws IOException {
    DocumentStore paused = new PausedDocuments(() -> dropped().forget(TABLE.id()));
    DynamoTableStore late = new DynamoTableStore(instance.state(), paused, Clock.systemUTC());
    LogEntry large = partitions(1, "x".repeat(LogBodies.LARGE));

    assertThatThrownBy(() -> late.create(TABLE, Map.of(), large))
        .isInstanceOf(UncheckedIOException.class);

    assertThat(instance.config().read(PropertiesKeys.of(TABLE.id()))).isEmpty();
    assertThat(instance.data().list(TABLE.id() + "/")).isEmpty();
  }

  @Test
  void shouldNotFenceATableThatIsThere() {
    tables.create(TABLE, Map.of(), partitions(1, "{}"));
    assertThat(dropped().fence(TABLE.id())).isFalse();

    tables.drop(TABLE);
    assertThat(dropped().fence(TABLE.id())).isTrue();
    assertThat(dropped().fence(TABLE.id())).isTrue();

    dropped().forget(TABLE.id());
    assertThat(dropped().fence(TABLE.id())).isFalse();
    assertThat(dropped().all()).isEmpty();
  }

  @Test
  void shouldNotForgetATableThatIsThere() {
    tables.create(TABLE, Map.of("a", "1"), partitions(1, "{}"));

    dropped().forget(TABLE.id());

    assertThat(tables.properties(TABLE)).containsEntry("a", "1");
  }

  @Test
  void shouldLeaveDroppingToSleeperWhereItSharesTheInstance() {
    tables.create(TABLE, Map.of(), partitions(1, "{}"));
    DynamoTableStore shared =
        new DynamoTableStore(
            instance.state(Ownership.SHARED), instance.config(), Clock.systemUTC());

    assertThatThrownBy(() -> shared.drop(TABLE))
        .isInstanceOf(InvalidInput.class)
        .hasMessage(
            "Table readings is on an instance that is shared with Sleeper; drop it with Sleeper's"
                + " own tools");
    assertThat(tables.list()).containsExactly(TABLE);
  }

  /** Lets something happen before a text is written. */
  private final class PausedDocuments implements DocumentStore {

    private final Runnable meanwhile;

    private PausedDocuments(Runnable meanwhile) {
      this.meanwhile = meanwhile;
    }

    @Override
    public Optional<Document> read(String key) throws IOException {
      return instance.config().read(key);
    }

    @Override
    public boolean create(String key, String text) throws IOException {
      meanwhile.run();
      return instance.config().create(key, text);
    }

    @Override
    public boolean replace(String key, String text, String version) throws IOException {
      return instance.config().replace(key, text, version);
    }

    @Override
    public void delete(String key) throws IOException {
      instance.config().delete(key);
    }
  }

  private static Iterable<Map<String, AttributeValue>> items(String table) {
    return TestClients.dynamoDb().scan(scan -> scan.tableName(table)).items();
  }
}
