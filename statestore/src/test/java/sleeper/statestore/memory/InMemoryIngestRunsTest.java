package sleeper.statestore.memory;

import sleeper.core.ingest.contract.IngestRunsContract;
import sleeper.core.ingest.contract.StoreFixture;

class InMemoryIngestRunsTest extends IngestRunsContract {

  @Override
  protected StoreFixture newFixture() {
    return new InMemoryStoreFixture();
  }
}
