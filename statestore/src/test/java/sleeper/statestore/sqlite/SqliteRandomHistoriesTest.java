package sleeper.statestore.sqlite;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import sleeper.core.ingest.contract.RandomHistories;
import sleeper.core.ingest.contract.StoreFixture;

class SqliteRandomHistoriesTest extends RandomHistories {

  @TempDir Path folder;

  @Override
  protected StoreFixture newFixture() {
    return new SqliteStoreFixture(folder);
  }

  @Override
  protected int histories() {
    return 6;
  }
}
