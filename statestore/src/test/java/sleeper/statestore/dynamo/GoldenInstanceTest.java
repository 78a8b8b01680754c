package sleeper.statestore.dynamo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sleeper.core.error.CommitRejected;
import sleeper.core.error.CorruptData;
import sleeper.core.partition.Partition;
import sleeper.core.properties.TableProperty;
import sleeper.core.schema.SchemaJson;
import sleeper.core.statestore.FileReference;
import sleeper.core.statestore.golden.GoldenTable;
import sleeper.core.statestore.log.CommitEnvironment;
import sleeper.core.statestore.log.CommitRetries;
import sleeper.core.statestore.log.LogEntry;
import sleeper.core.statestore.log.TransactionCommitter;
import sleeper.core.statestore.log.TransactionLog;
import sleeper.core.statestore.log.TransactionLogStates;
import sleeper.core.statestore.transaction.AddFiles;
import sleeper.core.statestore.transaction.AddFilesOrigin;
import sleeper.core.statestore.transaction.FileHistory;
import sleeper.core.statestore.transaction.LogKind;
import sleeper.core.statestore.transaction.TrackedFile;
import sleeper.core.table.TableId;
import sleeper.core.testing.SharedData;
import sleeper.servers.TestClients;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An instance that Sleeper wrote, opened at each stage of its life and added to. */
class GoldenInstanceTest {

  private static final String FINAL = "5-final/dynamodb";

  @Test
  void shouldListTheTablesOfSleeper() throws IOException {
    try (GoldenInstance instance = new GoldenInstance(FINAL)) {
      DynamoTableStore tables = instance.tables();

      assertThat(tables.list()).containsExactlyElementsOf(sortedByName(goldenTables()));
      for (GoldenTable table : goldenTables()) {
        TableId id = new TableId(table.id(), table.name());
        assertThat(tables.findByName(table.name())).contains(id);
        assertThat(tables.findById(table.id())).contains(id);
        assertThat(SchemaJson.parse(tables.properties(id).get(TableProperty.SCHEMA.name())))
            .isEqualTo(table.schema());
      }
    }
  }

  @Test
  void shouldReadTheLogsAsSleeperWroteThem() throws IOException {
    try (GoldenInstance instance = new GoldenInstance(FINAL)) {
      for (GoldenTable table : goldenTables()) {
        for (LogKind kind : LogKind.values()) {
          assertThat(entries(instance, table, kind)).containsExactlyElementsOf(table.log(kind));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"4-compacted", FINAL})
  void shouldReachTheStateThatSleeperReports(String stage) throws IOException {
    try (GoldenInstance instance = new GoldenInstance(stage)) {
      for (GoldenTable table : goldenTables()) {
        assertReportedState(instance.states(table), table);
      }
    }
  }

  @Test
  void shouldReachTheStateThatSleeperReportsFromItsSnapshots() throws IOException {
    try (GoldenInstance instance = new GoldenInstance(FINAL)) {
      for (GoldenTable table : goldenTables()) {
        assertThat(instance.snapshots(table).files(Long.MAX_VALUE))
            .hasValueSatisfying(
                files -> assertThat(files.number()).isEqualTo(table.log(LogKind.FILES).size()));
        assertThat(instance.snapshots(table).partitions(Long.MAX_VALUE)).isPresent();
        for (LogKind kind : LogKind.values()) {
          new DynamoTransactionLogs(instance.state()).log(table.id(), kind).deleteUpTo(1000);
        }

        assertReportedState(instance.statesFromSnapshots(table), table);
      }
    }
  }

  @Test
  void shouldFindNoFilesInNewTables() throws IOException {
    try (GoldenInstance instance = new GoldenInstance("1-created")) {
      Map<String, Integer> leaves =
          Map.of("longtable", 4, "mixedtable", 3, "bytetable", 4, "twokeys", 1, "inttable", 701);
      for (GoldenTable table : goldenTables()) {
        assertThat(instance.states(table).files().files()).isEmpty();
        assertThat(partitions(instance.states(table)).stream().filter(Partition::isLeaf))
            .hasSize(leaves.get(table.name()));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"2-ingested", "3-split"})
  void shouldCountTheRowsThatWereIngested(String stage) throws IOException {
    try (GoldenInstance instance = new GoldenInstance(stage)) {
      for (GoldenTable table : goldenTables()) {
        long rows =
            instance.states(table).files().files().stream()
                .flatMap(file -> file.references().stream())
                .mapToLong(timed -> timed.reference().numberOfRows())
                .sum();

        assertThat(rows).as(table.name()).isEqualTo(expectedRows(table));
      }
    }
  }

  @Test
  void shouldAddToATableOfSleeperAndLeaveTheRestAsItWas() throws IOException {
    try (GoldenInstance instance = new GoldenInstance(FINAL)) {
      for (GoldenTable table : goldenTables()) {
        Set<Map<String, AttributeValue>> before = items(instance);
        TransactionLogStates states = instance.states(table);
        String partition =
            partitions(states).stream().filter(Partition::isLeaf).findFirst().orElseThrow().id();
        String filename = instance.state().data().filenameOf(table.id() + "/data/run_x/y.parquet");
        AddFiles added =
            AddFiles.of(
                AddFilesOrigin.UNSAID, List.of(FileReference.wholeFile(filename, partition, 7)));

        long number = committer(states).commit(added);

        assertThat(number).isEqualTo(table.log(LogKind.FILES).size() + 1);
        assertThat(states.files().file(filename)).isPresent();
        assertThatThrownBy(() -> committer(states).commit(added))
            .isInstanceOf(CommitRejected.class);
        Set<Map<String, AttributeValue>> after = items(instance);
        assertThat(after).hasSize(before.size() + 1).containsAll(before);
        after.removeAll(before);
        assertThat(after.iterator().next())
            .containsOnlyKeys("TABLE_ID", "TRANSACTION_NUMBER", "UPDATE_TIME", "TYPE", "BODY");
      }
    }
  }

  @Test
  void shouldNotGoBeyondATransactionThatItDoesNotKnow() throws IOException {
    try (GoldenInstance instance = new GoldenInstance(FINAL)) {
      GoldenTable table = GoldenTable.load("twokeys");
      long next = table.log(LogKind.FILES).size() + 1;
      Map<String, AttributeValue> item = Items.copyOf(LogItems.key(table.id(), next));
      item.put("UPDATE_TIME", Items.number(0));
      item.put("TYPE", Items.text("COMPACT_ALL"));
      item.put("BODY", Items.text("{}"));
      TestClients.dynamoDb()
          .putItem(put -> put.tableName(instance.state().names().fileLog()).item(item));

      assertThatThrownBy(() -> instance.states(table).files())
          .isInstanceOf(UncheckedIOException.class)
          .hasCauseInstanceOf(CorruptData.class)
          .hasMessageContaining("table=" + table.id())
          .hasMessageContaining("number=" + next)
          .hasMessageContaining("type=COMPACT_ALL");
    }
  }

  private static void assertReportedState(TransactionLogStates states, GoldenTable table) {
    assertThat(withoutHistory(states.files().files())).isEqualTo(Set.copyOf(table.expectedFiles()));
    assertThat(partitions(states)).containsExactlyInAnyOrderElementsOf(table.expectedPartitions());
  }

  private static Collection<Partition> partitions(TransactionLogStates states) {
    return states.partitions().tree().orElseThrow().all();
  }

  private static Set<TrackedFile> withoutHistory(Collection<TrackedFile> files) {
    return files.stream()
        .map(
            file ->
                new TrackedFile(
                    file.filename(), file.updateTime(), file.references(), FileHistory.NONE))
        .collect(Collectors.toSet());
  }

  private static List<LogEntry> entries(GoldenInstance instance, GoldenTable table, LogKind kind) {
    TransactionLog log = new DynamoTransactionLogs(instance.state()).log(table.id(), kind);
    List<LogEntry> entries = new ArrayList<>();
    log.readAfter(0, entries::add);
    return entries;
  }

  private static Set<Map<String, AttributeValue>> items(GoldenInstance instance) {
    DynamoTableNames names = instance.state().names();
    return Stream.of(
            names.fileLog(),
            names.partitionLog(),
            names.allSnapshots(),
            names.latestSnapshots(),
            names.indexById(),
            names.indexByName(),
            names.indexByOnline())
        .flatMap(
            table ->
                TestClients.dynamoDb()
                    .scanPaginator(scan -> scan.tableName(table).consistentRead(true))
                    .items()
                    .stream())
        .collect(Collectors.toSet());
  }

  private static TransactionCommitter committer(TransactionLogStates states) {
    return new TransactionCommitter(
        states,
        CommitRetries.DEFAULT,
        new CommitEnvironment(Clock.systemUTC(), () -> 0, millis -> {}));
  }

  private static List<GoldenTable> goldenTables() {
    return Stream.of(GoldenTable.NAMES.split(",")).map(GoldenTable::load).toList();
  }

  private static List<TableId> sortedByName(List<GoldenTable> tables) {
    return tables.stream()
        .map(table -> new TableId(table.id(), table.name()))
        .sorted(Comparator.comparing(TableId::name))
        .toList();
  }

  private static long expectedRows(GoldenTable table) throws IOException {
    try (Stream<String> lines =
        Files.lines(SharedData.formats("golden/tables/" + table.name() + "/expected-rows.jsonl"))) {
      return lines.count();
    }
  }
}
