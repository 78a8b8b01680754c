package sleeper.statestore.memory;

import sleeper.core.ingest.contract.IngestRunEndContract;
import sleeper.core.ingest.contract.StoreFixture;

class InMemoryIngestRunEndTest extends IngestRunEndContract {

  @Override
  protected StoreFixture newFixture() {
    return new InMemoryStoreFixture();
  }
}
