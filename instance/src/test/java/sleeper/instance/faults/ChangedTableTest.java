package sleeper.instance.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sleeper.core.error.CommitRejected;
import sleeper.core.ingest.CollectReport;
import sleeper.core.row.Row;
import sleeper.core.schema.Field;
import sleeper.core.schema.PrimitiveType;
import sleeper.core.testing.steps.Steps;
import sleeper.ingest.runner.IngestResult;

/** Others change, read and collect a table at every step of a job. */
@Timeout(60)
class ChangedTableTest {

  private static final String STARTED = "after store.create";
  private static final String UPLOADING = "after parquet.commit";
  private static final String COMMITTING = "before store.commit";
  private static final String COMMITTED = "after store.commit";

  private static final int ROWS = 500;
  private static final int PAYLOAD = 10;

  private final Steps steps = new Steps();
  @TempDir private Path temporary;
  private TestInstance test;
  private WatchedInstance watched;

  @BeforeEach
  void open() throws IOException {
    test = TestInstance.create(temporary.resolve("instance"));
    test.factory().ingest(TestInstance.TABLE, "before", NumberedRows.rows(0, ROWS, PAYLOAD));
    watched = new WatchedInstance(test.folder(), steps, Duration.ofHours(1));
  }

  @AfterEach
  void close() {
    watched.close();
    test.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {STARTED, UPLOADING, COMMITTING, COMMITTED})
  void shouldShowAQueryAllOfAJobOrNothing(String point) throws IOException {
    steps.at(
        point, 1, () -> assertThat(test.rows()).hasSize(point.equals(COMMITTED) ? 2 * ROWS : ROWS));

    ingest();

    assertThat(steps.passed(point)).isPositive();
    assertThat(test.rows()).isEqualTo(NumberedRows.sorted(0, 2 * ROWS, PAYLOAD));
  }

  @ParameterizedTest
  @ValueSource(strings = {STARTED, UPLOADING, COMMITTING, COMMITTED})
  void shouldNotBeTouchedByACollector(String point) throws IOException {
    steps.at(point, 1, () -> assertThat(test.collect()).isEqualTo(CollectReport.NOTHING));

    ingest();

    assertThat(test.rows()).isEqualTo(NumberedRows.sorted(0, 2 * ROWS, PAYLOAD));
    test.assertNothingUntracked();
  }

  @ParameterizedTest
  @ValueSource(strings = {STARTED, UPLOADING, COMMITTING, COMMITTED})
  void shouldCommitToATableThatGetsAColumn(String point) throws IOException {
    steps.at(
        point,
        1,
        () ->
            test.instance()
                .tables()
                .addColumn(TestInstance.TABLE, Field.nullable("added", PrimitiveType.DATE)));

    ingest();

    List<Row> rows = test.rows();
    assertThat(rows).hasSize(2 * ROWS);
    assertThat(rows).allSatisfy(row -> assertThat(row.get("added")).isNull());
    assertThat(rows.stream().map(row -> (Long) row.get("number")).sorted().toList())
        .isEqualTo(java.util.stream.LongStream.range(0, 2 * ROWS).boxed().toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {STARTED, UPLOADING, COMMITTING})
  void shouldNotCommitToATableThatWasCleared(String point) throws IOException {
    steps.at(point, 1, () -> test.instance().tables().clear(TestInstance.TABLE));

    assertThatThrownBy(this::ingest)
        .isInstanceOf(CommitRejected.class)
        .hasMessageContaining("the table was cleared while it was running");

    assertThat(test.rows()).isEmpty();
    assertThat(test.collect().runsFenced()).isZero();
    assertThat(test.filesBelow("data")).isEmpty();
    assertThat(ingest().duplicate()).isFalse();
    assertThat(test.rows()).isEqualTo(NumberedRows.sorted(ROWS, ROWS, PAYLOAD));
  }

  @ParameterizedTest
  @ValueSource(strings = {STARTED, UPLOADING, COMMITTING})
  void shouldNotCommitToATableThatWasDropped(String point) throws IOException {
    steps.at(point, 1, () -> test.instance().tables().drop(TestInstance.TABLE));

    assertThatThrownBy(this::ingest)
        .isInstanceOf(CommitRejected.class)
        .hasMessageMatching(
            ".* was not committed to table numbers:"
                + " (Table numbers does not exist any more|the table was dropped)");

    assertThat(test.filesBelow("data")).as("files of the job before").hasSize(8);
    assertThat(watched.collect().tablesDeleted()).isEqualTo(1);
    assertThat(test.filesBelow("data")).isEmpty();
    test.instance().tables().create(NumberedRows.table());
    assertThat(ingest().duplicate()).isFalse();
    assertThat(test.rows()).isEqualTo(NumberedRows.sorted(ROWS, ROWS, PAYLOAD));
  }

  @ParameterizedTest
  @ValueSource(strings = {STARTED, UPLOADING, COMMITTING})
  void shouldNotCommitToANewTableOfTheSameName(String point) throws IOException {
    steps.at(
        point,
        1,
        () -> {
          test.instance().tables().drop(TestInstance.TABLE);
          test.instance().tables().create(NumberedRows.table());
        });

    assertThatThrownBy(this::ingest).isInstanceOf(CommitRejected.class);

    assertThat(test.rows()).isEmpty();
    watched.collect();
    assertThat(test.filesBelow("data")).isEmpty();
  }

  private IngestResult ingest() throws IOException {
    return watched
        .factory()
        .ingest(TestInstance.TABLE, "job", NumberedRows.rows(ROWS, ROWS, PAYLOAD));
  }
}
