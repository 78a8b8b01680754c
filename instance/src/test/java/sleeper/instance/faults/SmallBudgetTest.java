package sleeper.instance.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import sleeper.core.row.Row;
import sleeper.ingest.pipeline.FullPolicy;
import sleeper.ingest.runner.IngestResult;

/** Jobs of more rows than the memory budget of 16 MiB holds, spread over leaves in every way. */
@Timeout(120)
class SmallBudgetTest {

  private static final int ROWS = 40_000;
  private static final int PAYLOAD = 700;
  private static final long BUDGET = 16L << 20;

  @TempDir private Path temporary;
  private TestInstance test;

  @BeforeEach
  void open() {
    test = TestInstance.create(temporary.resolve("instance"));
    assertThat(test.factory().settings().memoryBytes()).isEqualTo(BUDGET);
  }

  @AfterEach
  void close() {
    test.close();
  }

  @Test
  void shouldWriteAThousandLeaves() throws Exception {
    split(IntStream.range(1, 1000).mapToObj("device-%03d"::formatted).toList());

    IngestResult result = ingest(NumberedRows.iterator(0, ROWS, PAYLOAD));

    assertThat(result.work().spills()).isPositive();
    assertThat(result.files()).hasSize(1000);
    assertWithinBudget(result);
    assertThat(test.rows()).isEqualTo(NumberedRows.sorted(0, ROWS, PAYLOAD));
    test.assertNothingUntracked();
  }

  @Test
  void shouldWriteALeafWithAllRowsRangeByRange() throws Exception {
    split(List.of("e", "f", "g"));

    IngestResult result = ingest(NumberedRows.iterator(0, ROWS, PAYLOAD));

    assertThat(result.work().subRangeLeaves()).isPositive();
    assertThat(result.files()).hasSize(1);
    assertWithinBudget(result);
    assertThat(test.rows()).isEqualTo(NumberedRows.sorted(0, ROWS, PAYLOAD));
    test.assertNothingUntracked();
  }

  @Test
  void shouldMergeRowsOfOneKey() throws Exception {
    Iterator<Row> rows =
        LongStream.range(0, ROWS)
            .mapToObj(
                number -> NumberedRows.row(number, PAYLOAD).put("device", "d").put("number", 1L))
            .iterator();

    IngestResult result = ingest(rows);

    assertThat(result.work().mergedLeaves()).isPositive();
    assertThat(result.files()).hasSize(1);
    assertWithinBudget(result);
    List<Double> readings = new ArrayList<>();
    test.rows().forEach(row -> readings.add((Double) row.get("reading")));
    assertThat(readings)
        .isEqualTo(LongStream.range(0, ROWS).mapToObj(number -> number / 8.0).toList());
    test.assertNothingUntracked();
  }

  @Test
  void shouldCommitSeveralFilesOfALeafAtOnceWhereItMayNotSpill() throws Exception {
    IngestResult result =
        test.factory()
            .withSettings(
                test.factory().settings().withDiskBytes(0).withFullPolicy(FullPolicy.FLUSH))
            .ingest(TestInstance.TABLE, NumberedRows.iterator(0, ROWS, PAYLOAD));

    assertThat(result.work().flushes()).isPositive();
    assertThat(result.work().spilledBytes()).isZero();
    assertThat(result.files()).hasSizeGreaterThan(4);
    assertThat(result.work().fileBytes()).isLessThan(2L * ROWS * PAYLOAD);
    assertThat(result.transactionNumber()).isEqualTo(1);
    assertThat(test.rows()).isEqualTo(NumberedRows.sorted(0, ROWS, PAYLOAD));
    test.assertNothingUntracked();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void shouldHoldTheBudgetInAProcessWithLittleMemory() throws Exception {
    split(List.of("e"));
    try (ChildProcess child = ChildProcess.startWith("-Xmx48m", "-XX:MaxDirectMemorySize=24m")) {
      child.open(test.folder(), 3_600_000);

      assertThat(child.ask("rows job 0 100000 1000")).startsWith("committed");

      assertThat(child.peakResidentBytes()).isLessThan(300L << 20);
    }
    assertThat(
            test.instance()
                .query(TestInstance.TABLE)
                .count(test.instance().query(TestInstance.TABLE).query().build()))
        .isEqualTo(100_000);
  }

  private void split(List<String> points) {
    test.instance().tables().drop(TestInstance.TABLE);
    test.instance().tables().create(NumberedRows.table().withSplitPoints(points));
  }

  private IngestResult ingest(Iterator<Row> rows) throws Exception {
    return test.factory().ingest(TestInstance.TABLE, rows);
  }

  private static void assertWithinBudget(IngestResult result) {
    assertThat(result.work().spilledBytes()).isGreaterThan(BUDGET);
    assertThat(result.work().peakMemoryBytes()).isBetween(1L, BUDGET);
  }
}
