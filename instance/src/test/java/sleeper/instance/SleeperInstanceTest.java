package sleeper.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sleeper.core.error.InvalidInput;
import sleeper.core.ingest.JobRecord;
import sleeper.core.properties.InstanceProperties;
import sleeper.core.row.CloseableIterator;
import sleeper.core.row.Row;
import sleeper.core.schema.Field;
import sleeper.core.schema.PrimitiveType;
import sleeper.core.schema.Schema;
import sleeper.core.statestore.FileReference;
import sleeper.ingest.runner.IngestResult;
import sleeper.query.Query;
import sleeper.query.QueryResults;
import sleeper.query.TableQuery;

class SleeperInstanceTest {

  private static final Schema SCHEMA =
      Schema.builder()
          .rowKey("sensor", PrimitiveType.STRING)
          .sortKey("time", PrimitiveType.TIMESTAMP)
          .value("temperature", PrimitiveType.DOUBLE)
          .build();
  private static final Instant MORNING = Instant.parse("2026-01-01T06:00:00Z");

  @TempDir private Path temporary;
  private Path folder;
  private SleeperInstance instance;

  @BeforeEach
  void makeInstance() {
    folder = temporary.resolve("some/instance");
    instance = SleeperInstance.init(folder);
  }

  @AfterEach
  void close() {
    instance.close();
  }

  @Test
  void shouldKeepRowsSortedInTheLeafPartitionsOfTheTable() throws IOException {
    instance.tables().create(NewTable.named("readings", SCHEMA).withSplitPoints(List.of("b", "c")));

    IngestResult result =
        instance.ingestFactory().ingest("readings", List.of(row("c", 1), row("a", 2), row("a", 1)));

    assertThat(result.rowsWritten()).isEqualTo(3);
    assertThat(rows("readings", query -> query))
        .containsExactly(row("a", 1), row("a", 2), row("c", 1));
    assertThat(instance.tables().state("readings", OptionalLong.empty()).references())
        .extracting(FileReference::numberOfRows)
        .containsExactlyInAnyOrder(2L, 1L);
  }

  @Test
  void shouldFindEverythingAgainAfterReopeningAndMovingTheFolder() throws IOException {
    createReadings();
    instance.ingestFactory().ingest("readings", "job-1", List.of(row("a", 1)));
    instance.close();

    Path moved = temporary.resolve("moved");
    Files.move(folder, moved);
    instance = SleeperInstance.open(moved);

    assertThat(rows("readings", query -> query.key("a"))).containsExactly(row("a", 1));
    assertThat(instance.ingestFactory().ingest("readings", "job-1", List.of(row("z", 9))))
        .matches(IngestResult::duplicate);
    DataFile file = instance.tables().files("readings", OptionalLong.empty()).get(0);
    assertThat(Path.of(file.path())).startsWith(moved).hasSize(file.bytes());
  }

  @Test
  void shouldShowOlderVersions() throws IOException {
    createReadings();
    instance.ingestFactory().ingest("readings", List.of(row("a", 1)));
    instance.ingestFactory().ingest("readings", List.of(row("b", 1)));

    assertThat(rows("readings", query -> query.asOf(1))).containsExactly(row("a", 1));
    assertThat(instance.tables().files("readings", OptionalLong.of(1))).hasSize(1);
    assertThat(instance.tables().files("readings", OptionalLong.empty()))
        .hasSize(2)
        .allSatisfy(file -> assertThat(file.addedAt()).isPresent());
  }

  @Test
  void shouldListJobs() throws IOException {
    createReadings();
    instance.ingestFactory().ingest("readings", "first", List.of(row("a", 1)));

    assertThat(instance.jobs("readings", 10))
        .singleElement()
        .satisfies(
            job -> {
              assertThat(job.jobId()).isEqualTo("first");
              assertThat(job.status()).isEqualTo(JobRecord.Status.COMMITTED);
            });
  }

  @Test
  void shouldClearATableAndTakeTheSameJobAgain() throws IOException {
    createReadings();
    instance.ingestFactory().ingest("readings", "first", List.of(row("a", 1)));

    instance.tables().clear("readings");

    assertThat(rows("readings", query -> query)).isEmpty();
    assertThat(rows("readings", query -> query.asOf(1))).hasSize(1);
    assertThat(instance.ingestFactory().ingest("readings", "first", List.of(row("b", 1))))
        .matches(result -> !result.duplicate());
  }

  @Test
  void shouldDeleteClearedFilesWhenCollected() throws IOException {
    instance
        .tables()
        .create(
            NewTable.named("readings", SCHEMA)
                .withProperties(Map.of("sleeper.table.gc.delay.minutes", "0")));
    instance.ingestFactory().ingest("readings", List.of(row("a", 1)));
    Path file = Path.of(instance.tables().files("readings", OptionalLong.empty()).get(0).path());
    assertThat(instance.collect().filesDeleted()).isZero();

    instance.tables().clear("readings");

    assertThat(instance.collect().filesDeleted()).isEqualTo(1);
    assertThat(file).doesNotExist();
    assertThatThrownBy(() -> rows("readings", query -> query.asOf(1)))
        .isInstanceOf(InvalidInput.class)
        .hasMessage(
            "Version 1 of table readings can no longer be read; the earliest that can is 2");
  }

  @Test
  void shouldMakeAnInstanceWhereSomebodyWasKilledWhileMakingOne() throws IOException {
    Path half = Files.createDirectories(temporary.resolve("half"));
    Files.createFile(half.resolve("instance.db"));

    try (SleeperInstance made = SleeperInstance.init(half)) {
      assertThat(made.tables().list()).isEmpty();
    }
  }

  @Test
  void shouldAddANullableColumnThatOldRowsHaveNot() throws IOException {
    createReadings();
    instance.ingestFactory().ingest("readings", List.of(row("a", 1)));

    instance.tables().addColumn("readings", Field.nullable("note", PrimitiveType.STRING));

    Schema schema = instance.tables().find("readings").schema();
    Row annotated = Row.of(schema, "b", MORNING, 20.0, "new");
    instance.ingestFactory().ingest("readings", List.of(annotated));
    assertThat(rows("readings", query -> query))
        .containsExactly(Row.of(schema, "a", MORNING.plusSeconds(1), 19.5, null), annotated);
  }

  @Test
  void shouldRefuseColumnsThatCannotBeAdded() {
    createReadings();

    assertThatThrownBy(
            () -> instance.tables().addColumn("readings", Field.of("note", PrimitiveType.STRING)))
        .isInstanceOf(InvalidInput.class)
        .hasMessageStartingWith("Column note must be nullable");
    assertThatThrownBy(
            () ->
                instance
                    .tables()
                    .addColumn("readings", Field.nullable("time", PrimitiveType.STRING)))
        .isInstanceOf(InvalidInput.class)
        .hasMessage("Table readings has a column time already");
  }

  @Test
  void shouldDropATableAndGiveItsNameAgain() throws IOException {
    createReadings();
    instance.ingestFactory().ingest("readings", List.of(row("a", 1)));

    instance.tables().drop("readings");

    assertThat(instance.tables().list()).isEmpty();
    assertThatThrownBy(() -> instance.query("readings"))
        .isInstanceOf(InvalidInput.class)
        .hasMessage("There is no table readings; there are no tables yet");
    createReadings();
    assertThat(rows("readings", query -> query)).isEmpty();
  }

  @Test
  void shouldSuggestTheNearestTable() {
    createReadings();

    assertThatThrownBy(() -> instance.query("reeding"))
        .isInstanceOf(InvalidInput.class)
        .hasMessage("There is no table reeding; did you mean readings?");
    assertThatThrownBy(() -> instance.query("orders"))
        .isInstanceOf(InvalidInput.class)
        .hasMessage("There is no table orders; there are readings");
  }

  @Test
  void shouldRefuseTablesThatCannotBe() {
    createReadings();

    assertRefused(NewTable.named("readings", SCHEMA), "There is a table readings already");
    assertRefused(NewTable.named("a/b", SCHEMA), "Table name \"a/b\" cannot be used");
    assertRefused(
        NewTable.named("x", SCHEMA).withSplitPoints(List.of("b", "a")), "Split point 2 is \"a\"");
    assertRefused(
        NewTable.named("x", SCHEMA)
            .withProperties(Map.of("sleeper.table.parquet.compression.codec", "zip")),
        "Property sleeper.table.parquet.compression.codec is \"zip\"");
    assertThat(instance.tables().list()).hasSize(1);
  }

  @Test
  void shouldRefuseFoldersThatAreNoInstanceOrOneAlready() throws IOException {
    assertThatThrownBy(() -> SleeperInstance.init(folder))
        .isInstanceOf(InvalidInput.class)
        .hasMessage("There is an instance in folder " + folder + " already");
    assertThatThrownBy(() -> SleeperInstance.open(temporary))
        .isInstanceOf(InvalidInput.class)
        .hasMessageStartingWith("There is no instance in folder " + temporary);
    Path file = Files.createFile(temporary.resolve("file"));
    assertThatThrownBy(() -> SleeperInstance.init(file.resolve("below")))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("is not a folder");
  }

  @Test
  void shouldTakeBudgetsFromTheProperties() {
    InstanceProperties properties =
        InstanceProperties.empty()
            .withText("sleeper.ingest.memory.budget.bytes", "64M")
            .withText("sleeper.ingest.threads", "1");

    try (SleeperInstance small = SleeperInstance.init(temporary.resolve("small"), properties)) {
      assertThat(small.ingestFactory().settings().memoryBytes()).isEqualTo(64L << 20);
      assertThat(small.ingestFactory().settings().threads()).isEqualTo(1);
      assertThat(small.ingestFactory().settings().spillDirectory())
          .isEqualTo(temporary.resolve("small/tmp"));
    }
  }

  @Test
  void shouldCommitOftenEnoughAndWithoutLongWaitsAsTheTableSays() throws IOException {
    Map<String, String> impatient =
        Map.of(
            "sleeper.table.statestore.transactionlog.add.transaction.max.retry.wait.ceiling.ms",
            "5");
    instance.tables().create(NewTable.named("readings", SCHEMA).withProperties(impatient));

    instance.ingestFactory().ingest("readings", List.of(row("a", 1)));
    instance.tables().clear("readings");

    assertThat(rows("readings", query -> query)).isEmpty();
  }

  @Test
  void shouldSeeWhatAnotherProgramCommits() throws IOException {
    createReadings();
    try (SleeperInstance other = SleeperInstance.open(folder)) {
      other.ingestFactory().ingest("readings", List.of(row("a", 1)));
    }

    assertThat(rows("readings", query -> query)).containsExactly(row("a", 1));
  }

  private void createReadings() {
    instance.tables().create(NewTable.named("readings", SCHEMA));
  }

  private static Row row(String sensor, int second) {
    return Row.of(SCHEMA, sensor, MORNING.plusSeconds(second), 18.5 + second);
  }

  private void assertRefused(NewTable table, String message) {
    assertThatThrownBy(() -> instance.tables().create(table))
        .isInstanceOf(InvalidInput.class)
        .hasMessageStartingWith(message);
  }

  private List<Row> rows(String table, UnaryOperator<Query.Builder> query) throws IOException {
    TableQuery queries = instance.query(table);
    List<Row> rows = new ArrayList<>();
    try (QueryResults results = queries.run(query.apply(queries.query()).build());
        CloseableIterator<Row> iterator = results.rows()) {
      iterator.forEachRemaining(rows::add);
    }
    return rows;
  }
}
