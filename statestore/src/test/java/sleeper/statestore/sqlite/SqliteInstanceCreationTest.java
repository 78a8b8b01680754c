package sleeper.statestore.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sleeper.core.error.InvalidInput;

class SqliteInstanceCreationTest {

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void chooseFile() {
    file = folder.resolve("instance.db");
  }

  @Test
  void shouldKeepPropertiesOfTheInstance() {
    SqliteInstanceDatabase.create(file, Map.of("a", "1", "b", "2")).close();

    try (SqliteInstanceDatabase database = SqliteInstanceDatabase.open(file)) {
      assertThat(database.instanceProperties()).isEqualTo(Map.of("a", "1", "b", "2"));
    }
  }

  @Test
  void shouldBeginAgainWithAnEmptyFileOfSomebodyWhoWasKilled() throws IOException {
    Files.createFile(file);

    assertCreated();
  }

  @Test
  void shouldBeginAgainWithAnEmptyDatabaseOfSomebodyWhoWasKilled() throws SQLException {
    try (Connection connection = SqliteConnections.create(file)) {
      SqliteConnections.execute(connection, "PRAGMA journal_mode = WAL");
    }
    assertThat(file).isNotEmptyFile();

    assertCreated();
  }

  @Test
  void shouldLeaveAnInstanceThatIsThereAsItWas() {
    SqliteInstanceDatabase.create(file, Map.of("a", "1")).close();

    assertThatThrownBy(() -> SqliteInstanceDatabase.create(file, Map.of("a", "2")))
        .isInstanceOf(InvalidInput.class)
        .hasMessage("There is an instance in folder " + folder + " already");
    try (SqliteInstanceDatabase database = SqliteInstanceDatabase.open(file)) {
      assertThat(database.instanceProperties()).isEqualTo(Map.of("a", "1"));
    }
  }

  private void assertCreated() {
    try (SqliteInstanceDatabase database = SqliteInstanceDatabase.create(file, Map.of("a", "1"))) {
      assertThat(database.instanceProperties()).isEqualTo(Map.of("a", "1"));
    }
  }
}
