package sleeper.instance.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sleeper.core.error.InvalidInput;
import sleeper.core.row.Row;
import sleeper.core.schema.Field;
import sleeper.core.schema.PrimitiveType;
import sleeper.core.schema.Schema;

/** Every version of a table that is still held, after ingests, a new column and a clear. */
class VersionsTest {

  private static final LocalDate DAY = LocalDate.of(2026, 5, 4);

  @TempDir private Path temporary;
  private TestInstance test;

  @BeforeEach
  void makeVersions() throws IOException {
    test = TestInstance.create(temporary.resolve("instance"));
    ingest(0, 10);
    ingest(10, 10);
    test.instance()
        .tables()
        .addColumn(TestInstance.TABLE, Field.nullable("added", PrimitiveType.DATE));
    Schema schema = test.instance().tables().find(TestInstance.TABLE).schema();
    Row added = Row.of(schema, "device-999", 20L, 1.0, null, new byte[1], DAY);
    test.factory().ingest(TestInstance.TABLE, List.of(added));
    test.instance().tables().clear(TestInstance.TABLE);
    ingest(30, 10);
  }

  @AfterEach
  void close() {
    test.close();
  }

  @Test
  void shouldReadEveryVersion() throws IOException {
    assertThat(test.rows(query -> query.asOf(0))).isEmpty();
    assertThat(numbers(1)).containsExactlyElementsOf(range(0, 10));
    assertThat(numbers(2)).containsExactlyElementsOf(range(0, 20));
    assertThat(numbers(3)).containsExactlyElementsOf(range(0, 21));
    assertThat(numbers(4)).isEmpty();
    assertThat(numbers(5)).containsExactlyElementsOf(range(30, 40));
    assertThat(test.rows()).isEqualTo(test.rows(query -> query.asOf(5)));
  }

  @Test
  void shouldReadRowsOfBeforeAColumnWithoutAValueOfIt() throws IOException {
    assertThat(test.rows(query -> query.asOf(3)))
        .allSatisfy(
            row ->
                assertThat(row.get("added")).isEqualTo(row.get("number").equals(20L) ? DAY : null));
    assertThat(test.rows()).allSatisfy(row -> assertThat(row.get("added")).isNull());
  }

  @Test
  void shouldNameTheLatestVersionWhereALaterOneIsAskedFor() {
    assertThatThrownBy(() -> test.rows(query -> query.asOf(6)))
        .isInstanceOf(InvalidInput.class)
        .hasMessage("There is no version 6 of table numbers; the latest is 5");
  }

  @Test
  void shouldNameTheEarliestVersionOnceFilesOfOlderOnesAreCollected() throws IOException {
    assertThat(test.collect().filesDeleted()).isEqualTo(9);

    long earliest = 4;
    for (long version = 1; version < earliest; version++) {
      long asked = version;
      assertThatThrownBy(() -> test.rows(query -> query.asOf(asked)))
          .isInstanceOf(InvalidInput.class)
          .hasMessage(
              "Version %d of table numbers can no longer be read; the earliest that can is %d"
                  .formatted(asked, earliest));
    }
    assertThat(numbers(earliest)).isEmpty();
    assertThat(numbers(5)).containsExactlyElementsOf(range(30, 40));
    assertThat(test.rows()).hasSize(10);
    test.assertNothingUntracked();
  }

  private void ingest(long first, int count) throws IOException {
    test.factory().ingest(TestInstance.TABLE, NumberedRows.rows(first, count, 1));
  }

  private List<Long> numbers(long version) throws IOException {
    return test.rows(query -> query.asOf(version)).stream()
        .map(row -> (Long) row.get("number"))
        .sorted()
        .toList();
  }

  private static List<Long> range(long first, long end) {
    return java.util.stream.LongStream.range(first, end).boxed().toList();
  }
}
