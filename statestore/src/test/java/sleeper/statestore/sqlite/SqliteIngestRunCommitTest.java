package sleeper.statestore.sqlite;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import sleeper.core.ingest.contract.IngestRunCommitContract;
import sleeper.core.ingest.contract.StoreFixture;

class SqliteIngestRunCommitTest extends IngestRunCommitContract {

  private final Path folder;

  /** Before the contract's own set-up, which makes a fixture. */
  SqliteIngestRunCommitTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Override
  protected StoreFixture newFixture() {
    return new SqliteStoreFixture(folder);
  }
}
