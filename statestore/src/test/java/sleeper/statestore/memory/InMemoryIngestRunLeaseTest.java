package sleeper.statestore.memory;

import sleeper.core.ingest.contract.IngestRunLeaseContract;
import sleeper.core.ingest.contract.StoreFixture;

class InMemoryIngestRunLeaseTest extends IngestRunLeaseContract {

  @Override
  protected StoreFixture newFixture() {
    return new InMemoryStoreFixture();
  }
}
