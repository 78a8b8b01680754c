package sleeper.statestore.sqlite;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import sleeper.core.ingest.contract.IngestRunAnswersContract;
import sleeper.core.ingest.contract.StoreFixture;

class SqliteIngestRunAnswersTest extends IngestRunAnswersContract {

  private final Path folder;

  /** Before the contract's own set-up, which makes a fixture. */
  SqliteIngestRunAnswersTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Override
  protected StoreFixture newFixture() {
    return new SqliteStoreFixture(folder);
  }
}
