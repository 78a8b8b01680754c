package sleeper.statestore.sqlite;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import sleeper.core.ingest.contract.IngestRunEndContract;
import sleeper.core.ingest.contract.StoreFixture;

class SqliteIngestRunEndTest extends IngestRunEndContract {

  private final Path folder;

  /** Before the contract's own set-up, which makes a fixture. */
  SqliteIngestRunEndTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Override
  protected StoreFixture newFixture() {
    return new SqliteStoreFixture(folder);
  }
}
