package sleeper.instance.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sleeper.core.ingest.JobRecord.Status;
import sleeper.core.row.Row;
import sleeper.ingest.runner.IngestResult;

/** Processes killed with SIGKILL at every step of a job, which is then started again. */
@Timeout(120)
@EnabledOnOs(OS.LINUX)
class KilledProcessTest {

  /** Leases last for ever: whoever takes over has noticed that the process is dead. */
  private static final long LEASE = 3_600_000;

  private static final int ROWS = 3000;
  private static final int PAYLOAD = 40;
  private static final int SPILLED_ROWS = 20_000;
  private static final int SPILLED_PAYLOAD = 1000;

  @TempDir private static Path inputs;
  private static Path input;
  private static ChildProcess next;

  @TempDir private Path temporary;
  private TestInstance test;
  private ChildProcess child;

  @BeforeAll
  static void makeInput() throws Exception {
    next = ChildProcess.start();
    input = inputs.resolve("numbers.parquet");
    try (TestInstance source = TestInstance.create(inputs.resolve("source"))) {
      source.factory().ingest(TestInstance.TABLE, NumberedRows.rows(0, ROWS, PAYLOAD));
      try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
          Statement statement = duck.createStatement()) {
        statement.execute(
            "COPY (SELECT * FROM read_parquet('%s/data/**/*.parquet') ORDER BY number) TO '%s'"
                .formatted(source.folder(), input));
      }
    }
  }

  @AfterAll
  static void endSpare() throws Exception {
    next.close();
  }

  @BeforeEach
  void makeInstance() throws Exception {
    child = next;
    next = ChildProcess.start();
    test = TestInstance.create(temporary.resolve("instance"));
    child.open(test.folder(), LEASE);
  }

  @AfterEach
  void end() throws Exception {
    child.close();
    test.close();
  }

  @ParameterizedTest(name = "{0}, time {1}")
  @CsvSource({
    "before store.create,     1, rows,  0",
    "after store.create,      1, files, 0",
    "after objects.create,    1, rows,  1",
    "before parquet.write,    2, files, 1",
    "before parquet.commit,   2, rows,  3",
    "after parquet.commit,    1, files, 1",
    "before sketches.commit,  1, rows,  2",
    "after sketches.commit,   3, files, 6",
    "before store.commit,     1, rows,  8",
    "inside store.commit,     1, files, 8",
  })
  void shouldStartAgainAfterBeingKilledBeforeTheCommit(
      String point, int times, String kind, int leastFiles) throws Exception {
    killAt(point, times, kind);

    assertThat(test.rows()).isEmpty();
    assertThat(test.filesBelow("data")).hasSizeGreaterThanOrEqualTo(leastFiles);
    boolean intent = !point.equals("before store.create");
    assertThat(test.jobs())
        .extracting("status")
        .isEqualTo(intent ? List.of(Status.DEAD) : List.of());
    IngestResult again = ingest(kind);
    assertThat(again.duplicate()).isFalse();
    assertOneRunAndNothingElse();
  }

  @Test
  void shouldFindTheJobDoneAfterBeingKilledBetweenTheCommitAndItsAnswer() throws Exception {
    killAt("after store.commit", 1, "files");

    assertThat(test.jobs()).extracting("status").containsExactly(Status.COMMITTED);
    IngestResult again = ingest("files");
    assertThat(again.duplicate()).isTrue();
    assertThat(again.rowsWritten()).isEqualTo(ROWS);
    assertOneRunAndNothingElse();
  }

  @Test
  void shouldLeaveNoSpilledRowsWhenKilledWhileSpilling() throws Exception {
    child.stopAt("row", SPILLED_ROWS - 1);
    child.say("rows job 0 %d %d".formatted(SPILLED_ROWS, SPILLED_PAYLOAD));
    child.awaitStop("row");
    assertThat(child.spilledBytes()).isGreaterThan(1 << 20);
    assertThat(test.filesBelow("tmp")).isEmpty();
    child.kill();

    IngestResult again =
        test.factory()
            .ingest(TestInstance.TABLE, "job", NumberedRows.rows(0, SPILLED_ROWS, SPILLED_PAYLOAD));

    assertThat(again.duplicate()).isFalse();
    assertThat(again.work().spills()).isPositive();
    assertThat(test.rows()).isEqualTo(NumberedRows.sorted(0, SPILLED_ROWS, SPILLED_PAYLOAD));
    test.collect();
    test.assertNothingUntracked();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"after store.fence", "before objects.deleteAll", "before store.bury"})
  void shouldFinishWhatAKilledCollectorBegan(String point) throws Exception {
    killAt("before store.commit", 1, "rows");
    ChildProcess collector = next;
    next = ChildProcess.start();
    collector.open(test.folder(), LEASE);
    collector.stopAt(point, 1);
    collector.say("collect");
    collector.awaitStop(point);
    collector.kill();
    collector.close();

    test.collect();

    assertThat(test.filesBelow("data")).isEmpty();
    assertThat(ingest("rows").duplicate()).isFalse();
    assertOneRunAndNothingElse();
  }

  @ParameterizedTest(name = "{0}, time {1}")
  @CsvSource({"after objects.delete, 3", "after objects.delete, 8"})
  void shouldFinishDeletingClearedFilesAfterACollectorWasKilled(String point, int times)
      throws Exception {
    ingest("rows");
    test.instance().tables().clear(TestInstance.TABLE);
    assertThat(ingest("rows").duplicate()).isFalse();
    child.stopAt(point, times);
    child.say("collect");
    child.awaitStop(point);
    child.kill();
    assertThat(test.filesBelow("data")).hasSize(16 - times);

    test.collect();

    assertOneRunAndNothingElse();
  }

  @ParameterizedTest(name = "{0}, time {1}")
  @CsvSource({
    "before snapshot.write,  1, 1",
    "before snapshot.commit, 1, 1",
    "after snapshot.commit,  1, 1",
    "before records.save,    1, 2",
    "after records.save,     1, 2",
  })
  void shouldReadAndWriteOnAfterBeingKilledWhileWritingASnapshot(
      String point, int times, int leastFiles) throws Exception {
    ingest("rows");
    child.stopAt(point, times);
    child.say("snapshot");
    child.awaitStop(point);
    child.kill();
    assertThat(test.snapshotFiles()).hasSizeGreaterThanOrEqualTo(leastFiles);

    try (TestInstance reopened = TestInstance.open(test.folder())) {
      assertThat(reopened.rows()).isEqualTo(NumberedRows.sorted(0, ROWS, PAYLOAD));
    }
    ChildProcess second = next;
    next = ChildProcess.start();
    second.open(test.folder(), LEASE);
    assertThat(second.ask("snapshot")).isEqualTo("snapshot");
    second.close();
    test.collect();

    assertThat(test.snapshotFiles()).isNotEmpty().allMatch(file -> file.endsWith(".arrow"));
    try (TestInstance reopened = TestInstance.open(test.folder())) {
      assertThat(reopened.rows()).isEqualTo(NumberedRows.sorted(0, ROWS, PAYLOAD));
    }
    assertOneRunAndNothingElse();
  }

  @Test
  void shouldCollectWhatIsLeftOfARunThatWasKilledWhileCleaningUp() throws Exception {
    Path broken = temporary.resolve("broken");
    Files.createDirectory(broken);
    Files.copy(input, broken.resolve("1.parquet"));
    Files.write(broken.resolve("2.parquet"), new byte[100]);
    child.stopAt("before store.close", 1);
    child.say("files job " + broken);
    child.awaitStop("before store.close");
    child.kill();
    assertThat(test.jobs()).extracting("status").containsExactly(Status.DEAD);

    assertThat(test.collect().runsFenced()).isEqualTo(1);

    assertThat(test.filesBelow("data")).isEmpty();
    assertThat(ingest("rows").duplicate()).isFalse();
    assertOneRunAndNothingElse();
  }

  private void killAt(String point, int times, String kind) throws Exception {
    child.stopAt(point, times);
    child.say(
        kind.equals("files") ? "files job " + input : "rows job 0 %d %d".formatted(ROWS, PAYLOAD));
    child.awaitStop(point);
    child.kill();
  }

  private IngestResult ingest(String kind) throws Exception {
    return kind.equals("files")
        ? test.factory().ingestFiles(TestInstance.TABLE, "job", List.of(input.toString()))
        : test.factory().ingest(TestInstance.TABLE, "job", NumberedRows.rows(0, ROWS, PAYLOAD));
  }

  private void assertOneRunAndNothingElse() throws Exception {
    List<Row> once = NumberedRows.sorted(0, ROWS, PAYLOAD);
    assertThat(test.rows()).isEqualTo(once);
    test.collect();
    test.assertNothingUntracked();
    assertThat(test.rows()).isEqualTo(once);
    assertThat(test.jobs().stream().filter(job -> job.status() == Status.COMMITTED)).hasSize(1);
    assertThat(test.jobs()).extracting("status").doesNotContain(Status.RUNNING);
  }
}
