package sleeper.core.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import sleeper.core.error.CommitConflict;
import sleeper.core.error.InvalidInput;
import sleeper.core.ingest.DroppedTables;
import sleeper.core.statestore.log.LogEntry;
import sleeper.core.statestore.log.TransactionLogs;
import sleeper.core.statestore.transaction.LogKind;
import sleeper.core.statestore.transaction.TransactionType;

/** What every store of tables does besides keeping an index. An adapter's test extends this. */
public abstract class TableStoreContract extends TableIndexContract {

  /** The table that the tests make. */
  protected static final TableId TABLE = new TableId("0a1b2c3d", "readings");

  /** A store without tables; the same one in every call of a test. */
  protected abstract TableStore tables();

  /** The logs of its tables. */
  protected abstract TransactionLogs logs();

  /** The tables that were dropped from it. */
  protected abstract DroppedTables dropped();

  @Override
  protected TableIndex index() {
    return tables();
  }

  @Test
  void shouldCreateATableWithItsPropertiesAndPartitions() {
    tables().create(TABLE, Map.of("a", "1", "b", "x=y : z"), partitions(1, "{}"));

    assertThat(tables().findByName("readings")).contains(TABLE);
    assertThat(tables().properties(TABLE)).containsEntry("a", "1").containsEntry("b", "x=y : z");
    assertThat(logs().log(TABLE.id(), LogKind.PARTITIONS).lastNumber()).hasValue(1);
    assertThat(dropped().all()).isEmpty();
  }

  @Test
  void shouldCreateATableOfManyPartitions() {
    LogEntry large = partitions(1, "{\"x\":\"" + "p".repeat(1_000_000) + "\"}");

    tables().create(TABLE, Map.of(), large);

    logs().log(TABLE.id(), LogKind.PARTITIONS).readAfter(0, e -> assertThat(e).isEqualTo(large));
  }

  @Test
  void shouldCreateNothingWhereAPartWasRefused() {
    assertThatThrownBy(() -> tables().create(TABLE, Map.of("a", "1"), partitions(2, "{}")))
        .isInstanceOf(CommitConflict.class);

    assertThat(tables().list()).isEmpty();
    tables().create(TABLE, Map.of("a", "2"), partitions(1, "{}"));
    assertThat(tables().properties(TABLE)).containsEntry("a", "2");
  }

  @Test
  void shouldLetOneOfManyTakeAName() throws Exception {
    ExecutorService executor = Executors.newFixedThreadPool(4);
    try {
      Stream<Future<Boolean>> results =
          IntStream.range(0, 8)
              .mapToObj(i -> new TableId("0000000" + i, "contended"))
              .map(table -> executor.submit(() -> creates(table)))
              .toList()
              .stream();

      assertThat(results.map(TableStoreContract::get).filter(created -> created)).hasSize(1);
      assertThat(tables().list()).hasSize(1);
      assertThat(tables().properties(tables().list().get(0))).containsEntry("mine", "yes");
    } finally {
      executor.shutdownNow();
    }
  }

  @Test
  void shouldForgetADroppedTableAndRememberItsId() {
    tables().create(TABLE, Map.of("a", "1"), partitions(1, "{}"));

    assertThat(tables().drop(TABLE)).isTrue();

    assertThatThrownBy(() -> tables().properties(TABLE))
        .isInstanceOf(InvalidInput.class)
        .hasMessage("Table readings does not exist any more");
    assertThat(dropped().all())
        .extracting(DroppedTables.DroppedTable::tableId)
        .containsExactly(TABLE.id());
    assertThatThrownBy(() -> tables().create(TABLE))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining(TABLE.id());

    dropped().forget(TABLE.id());
    dropped().forget(TABLE.id());

    assertThat(dropped().all()).isEmpty();
    assertThat(logs().log(TABLE.id(), LogKind.PARTITIONS).lastNumber()).isEmpty();
  }

  @Test
  void shouldChangePropertiesAsAWhole() {
    tables().create(TABLE, Map.of("a", "1", "b", "2"), partitions(1, "{}"));

    tables()
        .changeProperties(
            TABLE,
            old -> {
              Map<String, String> changed = new HashMap<>(old);
              changed.remove("b");
              changed.put("a", old.get("a") + "1");
              return changed;
            });

    assertThat(tables().properties(TABLE)).containsEntry("a", "11").doesNotContainKey("b");
  }

  @Test
  void shouldLoseNoChangeOfMany() throws Exception {
    tables().create(TABLE, Map.of("count", "0"), partitions(1, "{}"));
    ExecutorService executor = Executors.newFixedThreadPool(4);
    try {
      IntStream.range(0, 20)
          .mapToObj(i -> executor.submit(() -> tables().changeProperties(TABLE, this::counted)))
          .toList()
          .forEach(TableStoreContract::get);
    } finally {
      executor.shutdownNow();
    }

    assertThat(tables().properties(TABLE)).containsEntry("count", "20");
  }

  @Test
  void shouldKeepPropertiesWhereTheChangeIsRefused() {
    tables().create(TABLE, Map.of("a", "1"), partitions(1, "{}"));

    assertThatThrownBy(
            () ->
                tables()
                    .changeProperties(
                        TABLE,
                        old -> {
                          throw new InvalidInput("no");
                        }))
        .isInstanceOf(InvalidInput.class)
        .hasMessage("no");
    assertThat(tables().properties(TABLE)).containsEntry("a", "1");
  }

  @Test
  void shouldRefuseToChangeATableThatIsGone() {
    assertThatThrownBy(() -> tables().changeProperties(TABLE, old -> old))
        .isInstanceOf(InvalidInput.class)
        .hasMessage("Table readings does not exist any more");
  }

  /** The first entry of a log of partitions. */
  protected static LogEntry partitions(long number, String body) {
    return new LogEntry(number, Instant.EPOCH, TransactionType.INITIALISE_PARTITIONS, body);
  }

  private boolean creates(TableId table) {
    try {
      tables().create(table, Map.of("mine", "yes"), partitions(1, "{}"));
      return true;
    } catch (InvalidInput taken) {
      return false;
    }
  }

  private Map<String, String> counted(Map<String, String> old) {
    Map<String, String> changed = new HashMap<>(old);
    changed.merge("count", "1", (a, b) -> Integer.toString(Integer.parseInt(a) + 1));
    return changed;
  }

  private static <T> T get(Future<T> future) {
    try {
      return future.get();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
