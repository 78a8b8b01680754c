package sleeper.statestore.memory;

import sleeper.core.ingest.contract.IngestRunStartContract;
import sleeper.core.ingest.contract.StoreFixture;

class InMemoryIngestRunStartTest extends IngestRunStartContract {

  @Override
  protected StoreFixture newFixture() {
    return new InMemoryStoreFixture();
  }
}
