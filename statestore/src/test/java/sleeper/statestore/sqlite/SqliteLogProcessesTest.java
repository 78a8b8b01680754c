package sleeper.statestore.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sleeper.core.statestore.transaction.LogKind;

/** Several processes append to one log, and some are killed. */
class SqliteLogProcessesTest {

  private static final String TABLE = "0a1b2c3d";

  @TempDir private Path folder;
  private SqliteInstanceDatabase database;
  private final List<Process> processes = new ArrayList<>();

  @BeforeEach
  void create() {
    database = SqliteInstanceDatabase.create(folder.resolve("instance.db"), Map.of());
    database.inTransaction(
        connection ->
            Sql.update(
                connection,
                "INSERT INTO sleeper_table (table_id, table_name) VALUES (?1, ?1)",
                TABLE));
  }

  @AfterEach
  void close() {
    processes.forEach(Process::destroyForcibly);
    database.close();
  }

  @Test
  void shouldNumberWithoutGapsAndLoseNothing() throws Exception {
    Map<Long, String> reported = new TreeMap<>();
    List<Process> children = List.of(start("a", 60), start("b", 60), start("c", 60));
    for (Process child : children) {
      reported.putAll(reportsOf(child));
      assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(child.exitValue()).isZero();
    }

    assertThat(stored()).isEqualTo(reported).hasSize(180);
    assertThat(stored().keySet())
        .containsExactlyElementsOf(LongStream.rangeClosed(1, 180).boxed().toList());
  }

  @Test
  void shouldKeepWhatAKilledProcessWasToldIsCommitted() throws Exception {
    Process killed = start("killed", 1_000_000);
    Process survivor = start("survivor", 60);
    Map<Long, String> reported = new TreeMap<>();
    try (BufferedReader answers = killed.inputReader()) {
      for (int i = 0; i < 40; i++) {
        addReport(reported, answers.readLine());
      }
      killed.destroyForcibly();
    }
    assertThat(killed.waitFor(60, TimeUnit.SECONDS)).isTrue();
    reported.putAll(reportsOf(survivor));
    assertThat(survivor.waitFor(60, TimeUnit.SECONDS)).isTrue();

    Map<Long, String> stored = stored();

    assertThat(stored).containsAllEntriesOf(reported);
    assertThat(stored.keySet())
        .containsExactlyElementsOf(LongStream.rangeClosed(1, stored.size()).boxed().toList());
    assertThat(database.<String>reading(SqliteLogProcessesTest::check)).isEqualTo("ok");
  }

  private static String check(Connection connection) throws SQLException {
    return Sql.first(connection, row -> row.getString(1), "PRAGMA integrity_check").orElseThrow();
  }

  private Map<Long, String> stored() {
    Map<Long, String> stored = new TreeMap<>();
    database
        .transactionLogs()
        .log(TABLE, LogKind.FILES)
        .readAfter(0, entry -> stored.put(entry.number(), entry.body()));
    return stored;
  }

  private static Map<Long, String> reportsOf(Process process) throws IOException {
    Map<Long, String> reports = new TreeMap<>();
    try (BufferedReader answers = process.inputReader()) {
      for (String line = answers.readLine(); line != null; line = answers.readLine()) {
        addReport(reports, line);
      }
    }
    return reports;
  }

  private static void addReport(Map<Long, String> reports, String line) {
    String[] parts = line.split(" ", -1);
    assertThat(reports.put(Long.parseLong(parts[0]), parts[1])).isNull();
  }

  private Process start(String name, int count) throws IOException {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                classPath,
                AppendProcess.class.getName(),
                folder.resolve("instance.db").toString(),
                TABLE,
                name,
                Integer.toString(count))
            .redirectError(Redirect.INHERIT)
            .start();
    processes.add(process);
    return process;
  }
}
