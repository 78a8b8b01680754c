package sleeper.statestore.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import sleeper.core.ingest.JobRequest;
import sleeper.core.ingest.LedgerEntry;
import sleeper.core.ingest.RunStart;
import sleeper.core.ingest.WriteIntent;
import sleeper.core.ingest.WriteIntent.Phase;
import sleeper.core.ingest.contract.LogTables;
import sleeper.core.ingest.contract.TestTrees;
import sleeper.core.statestore.FileReference;

/** Real processes at the same jobs: at the same time, paused, killed. */
@Timeout(120)
class SqliteIngestProcessesTest {

  private static final String TABLE = "0a1b2c3d";
  private static final long LONG_LEASE = 3_600_000;
  private static final long SHORT_LEASE = 700;

  @TempDir Path folder;

  private Path file;
  private SqliteInstanceDatabase database;
  private LogTables tables;
  private final List<ChildProcess> children = new ArrayList<>();

  @BeforeEach
  void makeTable() {
    file = folder.resolve("instance.db");
    database = SqliteInstanceDatabase.create(file, Map.of());
    database.inTransaction(
        connection ->
            Sql.update(
                connection,
                "INSERT INTO sleeper_table (table_id, table_name) VALUES (?1, ?1)",
                TABLE));
    tables = new LogTables(database.transactionLogs(), Clock.systemUTC());
    tables.initialise(TABLE, TestTrees.twoLeaves());
  }

  @AfterEach
  void endChildren() throws Exception {
    for (ChildProcess child : children) {
      child.close();
    }
    database.close();
  }

  @Test
  void shouldCommitEachJobOnceThoughFourProcessesRaceForAll() throws Exception {
    int jobs = 15;
    for (int i = 0; i < 4; i++) {
      children.add(new ChildProcess(file, TABLE, LONG_LEASE));
    }
    for (ChildProcess child : children) {
      assertThat(child.answer()).isEqualTo("ready");
    }
    for (ChildProcess child : children) {
      child.say("race " + jobs);
    }

    int committed = 0;
    for (ChildProcess child : children) {
      committed += Integer.parseInt(child.answer());
    }

    assertThat(committed).isEqualTo(jobs);
    assertThat(ledger()).extracting(LedgerEntry::jobId).doesNotHaveDuplicates().hasSize(jobs);
    assertFilesAreThoseOfTheLedger();
    assertThat(intents()).isEmpty();
  }

  @Test
  void shouldCommitEachJobOnceThoughProcessesTakeOverFromTheKilled() throws Exception {
    ChildProcess killed = child(SHORT_LEASE);
    killed.say("race 1000");
    while (ledger().size() < 5) {
      Thread.sleep(5);
    }
    killed.killAtOnce();
    int jobs = ledger().size() + 5;

    ChildProcess next = child(SHORT_LEASE);
    next.ask("race " + jobs);

    assertThat(ledger())
        .extracting(LedgerEntry::jobId)
        .doesNotHaveDuplicates()
        .hasSizeGreaterThanOrEqualTo(jobs);
    assertFilesAreThoseOfTheLedger();
    assertThat(intents()).allMatch(intent -> intent.phase() == Phase.FENCED);
  }

  @Test
  void shouldNotLetAProcessCommitThatWasStoppedBeyondItsLease() throws Exception {
    ChildProcess paused = child(SHORT_LEASE);
    assertThat(paused.ask("start job")).isEqualTo("Started");
    paused.signal("STOP");
    Thread.sleep(SHORT_LEASE + 100);
    paused.signal("CONT");

    assertThat(paused.ask("commit")).startsWith("CommitRejected").contains("lease");
    assertThat(ledger()).isEmpty();
  }

  @Test
  void shouldReportADuplicateWhenAStoppedProcessWasTakenOver() throws Exception {
    ChildProcess paused = child(LONG_LEASE);
    assertThat(paused.ask("start job")).isEqualTo("Started");
    paused.signal("STOP");
    // As a collector does after the lease; the process itself still trusts in its own.
    assertThat(database.ingestCommitStore().fence(intents().get(0).token(), Instant.now()))
        .isTrue();
    ChildProcess next = child(LONG_LEASE);
    assertThat(next.ask("start job")).isEqualTo("Started");
    assertThat(next.ask("commit")).isEqualTo("Committed");
    paused.signal("CONT");

    assertThat(paused.ask("commit")).isEqualTo("Duplicate");
    assertThat(ledger()).hasSize(1);
    assertFilesAreThoseOfTheLedger();
  }

  @Test
  void shouldNotLetAStoppedProcessCommitThatWasFenced() throws Exception {
    ChildProcess paused = child(LONG_LEASE);
    paused.ask("start job");
    paused.signal("STOP");
    database.ingestCommitStore().fence(intents().get(0).token(), Instant.now());
    paused.signal("CONT");

    assertThat(paused.ask("commit")).startsWith("CommitRejected").contains("taken it over");
    assertThat(ledger()).isEmpty();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void shouldTakeOverFromAKilledProcessBeforeItsLeaseIsOver() throws Exception {
    ChildProcess killed = child(LONG_LEASE);
    killed.ask("start job");
    ChildProcess next = child(LONG_LEASE);
    assertThat(next.ask("start job")).isEqualTo("RunningElsewhere");
    killed.killAtOnce();

    assertThat(next.ask("start job")).isEqualTo("Started");
    assertThat(next.ask("commit")).isEqualTo("Committed");
  }

  @Test
  void shouldWaitForAnotherProcessThatIsAtTheJob() throws Exception {
    child(LONG_LEASE).ask("start job");

    assertThat(child(LONG_LEASE).ask("start job")).isEqualTo("RunningElsewhere");
    assertThat(
            RunsProcess.runs(database, TABLE, Duration.ofHours(1)).start(new JobRequest("job", "")))
        .isInstanceOf(RunStart.RunningElsewhere.class);
  }

  private ChildProcess child(long leaseMillis) throws IOException {
    ChildProcess child = new ChildProcess(file, TABLE, leaseMillis);
    children.add(child);
    assertThat(child.answer()).isEqualTo("ready");
    return child;
  }

  private List<LedgerEntry> ledger() {
    return database.ingestCommitStore().committedJobs(TABLE, 0, Integer.MAX_VALUE);
  }

  private List<WriteIntent> intents() {
    return database.ingestCommitStore().intents(TABLE);
  }

  private void assertFilesAreThoseOfTheLedger() {
    assertThat(tables.states(TABLE).latest().references())
        .extracting(FileReference::filename)
        .containsExactlyInAnyOrderElementsOf(
            ledger().stream()
                .map(entry -> TABLE + "/data/run_" + entry.runId() + "/left-0.parquet")
                .toList());
  }
}
