package sleeper.statestore.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sleeper.core.error.CommitStateUnknown;
import sleeper.core.error.InvalidInput;

class SqliteInstanceDatabaseTest {

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void chooseFile() {
    file = folder.resolve("instance.db");
  }

  @Test
  void shouldWriteAheadAndSyncEveryCommit() {
    try (SqliteInstanceDatabase database = SqliteInstanceDatabase.create(file, Map.of())) {
      assertThat(pragma(database, "journal_mode")).isEqualTo("wal");
      assertThat(pragma(database, "synchronous")).isEqualTo("2");
      assertThat(pragma(database, "foreign_keys")).isEqualTo("1");
      assertThat(pragma(database, "busy_timeout")).isEqualTo("30000");
    }
  }

  @Test
  void shouldBeOneFileOnceItIsClosed() {
    try (SqliteInstanceDatabase database = SqliteInstanceDatabase.create(file, Map.of())) {
      insert(database, "a");
    }

    assertThat(folder).isDirectoryContaining(path -> path.equals(file));
    assertThat(folder.toFile().list()).containsExactly("instance.db");
    try (SqliteInstanceDatabase database = SqliteInstanceDatabase.open(file)) {
      assertThat(tables(database)).isEqualTo(1);
    }
  }

  @Test
  void shouldNotKnowWhetherACommitHappenedThatFailed() {
    try (SqliteInstanceDatabase database = SqliteInstanceDatabase.create(file, Map.of())) {
      assertThatThrownBy(() -> database.inTransaction(SqliteInstanceDatabaseTest::failAtTheEnd))
          .isInstanceOf(CommitStateUnknown.class)
          .hasMessageStartingWith("The instance's database failed to commit: ")
          .hasMessageContaining("FOREIGN KEY constraint failed")
          .hasMessageEndingWith("file=" + file);
      insert(database, "a");
      assertThat(tables(database)).isEqualTo(1);
    }
  }

  @Test
  void shouldSayThatTheDiskIsFullAndGoOnOnceItIsNot() {
    try (SqliteInstanceDatabase database = SqliteInstanceDatabase.create(file, Map.of())) {
      assertThatThrownBy(() -> database.inTransaction(SqliteInstanceDatabaseTest::fillTheDisk))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("the disk is full: file=" + file);
      insert(database, "a");
      assertThat(tables(database)).isEqualTo(1);
    }
  }

  /** Foreign keys that are checked as late as possible let COMMIT itself fail. */
  private static int failAtTheEnd(Connection connection) throws SQLException {
    SqliteConnections.execute(connection, "PRAGMA defer_foreign_keys = ON");
    return Sql.update(
        connection, "INSERT INTO table_property (table_id, name, value) VALUES ('none', 'a', '1')");
  }

  /** A limit of pages is what a full disk is to SQLite. */
  private static int fillTheDisk(Connection connection) throws SQLException {
    SqliteConnections.execute(connection, "PRAGMA max_page_count = 1");
    return Sql.update(
        connection,
        "INSERT INTO instance_property (name, value) VALUES ('large', ?)",
        "x".repeat(100_000));
  }

  @Test
  void shouldNotOpenWhatIsNotThere() {
    assertThatThrownBy(() -> SqliteInstanceDatabase.open(file))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("no instance here")
        .hasMessageContaining(file.toString());
    assertThat(file).doesNotExist();
  }

  @Test
  void shouldNotOpenAFileThatIsNoDatabase() throws IOException {
    Files.writeString(
        file, "These are notes of somebody, longer than the header of a database.\n".repeat(99));
    byte[] before = Files.readAllBytes(file);

    assertThatThrownBy(() -> SqliteInstanceDatabase.open(file))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("not the database of an instance");
    assertThatThrownBy(() -> SqliteInstanceDatabase.create(file, Map.of()))
        .isInstanceOf(InvalidInput.class);
    assertThat(file).hasBinaryContent(before);
  }

  @Test
  void shouldLeaveTheDatabaseOfSomebodyElseAsItIs() throws SQLException, IOException {
    try (Connection connection = SqliteConnections.create(file)) {
      SqliteConnections.execute(connection, "CREATE TABLE theirs (x)");
    }
    byte[] before = Files.readAllBytes(file);

    assertThatThrownBy(() -> SqliteInstanceDatabase.open(file))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("not the database of an instance");
    assertThatThrownBy(() -> SqliteInstanceDatabase.create(file, Map.of()))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("not the database of an instance");
    assertThat(file).hasBinaryContent(before);
  }

  @Test
  void shouldNotMakeAnInstanceTwice() {
    SqliteInstanceDatabase.create(file, Map.of()).close();

    assertThatThrownBy(() -> SqliteInstanceDatabase.create(file, Map.of()))
        .isInstanceOf(InvalidInput.class);
  }

  @Test
  void shouldMakeAnInstanceWhereAnAttemptLeftAnEmptyFile() throws IOException {
    Files.createFile(file);

    assertThatCode(() -> SqliteInstanceDatabase.create(file, Map.of()).close())
        .doesNotThrowAnyException();
  }

  @Test
  void shouldNotOpenWhatALaterReleaseWrote() throws SQLException {
    SqliteInstanceDatabase.create(file, Map.of()).close();
    try (Connection connection = SqliteConnections.create(file)) {
      SqliteConnections.execute(connection, "PRAGMA user_version = 1000");
    }

    assertThatThrownBy(() -> SqliteInstanceDatabase.open(file))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("later release")
        .hasMessageContaining("version=1000");
  }

  @Test
  void shouldBringADatabaseOfTheFirstReleaseUpToDate() throws SQLException {
    try (Connection connection = SqliteConnections.create(file)) {
      SqliteConnections.execute(
          connection, "PRAGMA application_id = " + SqliteSchema.APPLICATION_ID);
      for (String statement : SqliteSchema.STEPS.get(0)) {
        SqliteConnections.execute(connection, statement);
      }
      SqliteConnections.execute(connection, "PRAGMA user_version = 1");
    }

    try (SqliteInstanceDatabase database = SqliteInstanceDatabase.open(file)) {
      assertThat(pragma(database, "user_version"))
          .isEqualTo(Integer.toString(SqliteSchema.STEPS.size()));
      assertThat(database.ingestCommitStore().allIntents()).isEmpty();
    }
  }

  @Test
  void shouldUndoATransactionThatThrows() {
    try (SqliteInstanceDatabase database = SqliteInstanceDatabase.create(file, Map.of())) {
      insert(database, "a");

      assertThatThrownBy(
              () ->
                  database.inTransaction(
                      connection -> {
                        insert(connection, "b");
                        throw new IllegalStateException("changed its mind");
                      }))
          .isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(
              () ->
                  database.inTransaction(
                      connection -> {
                        insert(connection, "c");
                        return Sql.update(connection, "INSERT INTO nowhere VALUES (1)");
                      }))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("nowhere");

      assertThat(tables(database)).isEqualTo(1);
      insert(database, "d");
      assertThat(tables(database)).isEqualTo(2);
    }
  }

  @Test
  void shouldRefuseATransactionWithinATransaction() {
    try (SqliteInstanceDatabase database = SqliteInstanceDatabase.create(file, Map.of())) {
      assertThatThrownBy(
              () -> database.inTransaction(connection -> database.inTransaction(inner -> 1)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("within another");
    }
  }

  @Test
  void shouldReadOneStateWhileAnotherThreadWrites() throws Exception {
    ExecutorService executor = Executors.newSingleThreadExecutor();
    try (SqliteInstanceDatabase database = SqliteInstanceDatabase.create(file, Map.of())) {
      CountDownLatch begun = new CountDownLatch(1);
      CountDownLatch written = new CountDownLatch(1);
      Future<String> read =
          executor.submit(
              () ->
                  database.reading(
                      connection -> {
                        long before = count(connection);
                        begun.countDown();
                        await(written);
                        return before + " " + count(connection);
                      }));
      begun.await();
      insert(database, "a");
      written.countDown();

      assertThat(read.get()).isEqualTo("0 0");
      assertThat(tables(database)).isEqualTo(1);
    } finally {
      executor.shutdownNow();
    }
  }

  @Test
  void shouldSayThatItWasClosed() {
    SqliteInstanceDatabase database = SqliteInstanceDatabase.create(file, Map.of());
    database.close();

    assertThatThrownBy(() -> tables(database))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
  }

  @Test
  void shouldRefuseAPathThatTheDriverWouldMisread() {
    assertThatThrownBy(() -> SqliteInstanceDatabase.create(folder.resolve("what?.db"), Map.of()))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("question mark");
  }

  @Test
  void shouldSayThatTheFolderCannotBeWrittenTo() {
    assertThatThrownBy(
            () ->
                SqliteInstanceDatabase.create(
                    folder.resolve("missing").resolve("instance.db"), Map.of()))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("instance.db");
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void insert(SqliteInstanceDatabase database, String name) {
    database.inTransaction(connection -> insert(connection, name));
  }

  private static int insert(Connection connection, String name) throws SQLException {
    return Sql.update(
        connection, "INSERT INTO sleeper_table (table_id, table_name) VALUES (?1, ?1)", name);
  }

  private static long tables(SqliteInstanceDatabase database) {
    return database.reading(SqliteInstanceDatabaseTest::count);
  }

  private static long count(Connection connection) throws SQLException {
    return Sql.number(connection, "SELECT count(*) FROM sleeper_table");
  }

  private static String pragma(SqliteInstanceDatabase database, String name) {
    return database.reading(
        connection ->
            Sql.first(connection, row -> row.getString(1), "PRAGMA " + name).orElseThrow());
  }
}
