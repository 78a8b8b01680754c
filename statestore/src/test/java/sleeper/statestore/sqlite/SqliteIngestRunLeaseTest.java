package sleeper.statestore.sqlite;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import sleeper.core.ingest.contract.IngestRunLeaseContract;
import sleeper.core.ingest.contract.StoreFixture;

class SqliteIngestRunLeaseTest extends IngestRunLeaseContract {

  private final Path folder;

  /** Before the contract's own set-up, which makes a fixture. */
  SqliteIngestRunLeaseTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Override
  protected StoreFixture newFixture() {
    return new SqliteStoreFixture(folder);
  }
}
