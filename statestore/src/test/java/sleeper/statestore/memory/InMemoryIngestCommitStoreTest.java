package sleeper.statestore.memory;

import sleeper.core.ingest.contract.IngestCommitStoreContract;
import sleeper.core.ingest.contract.StoreFixture;

class InMemoryIngestCommitStoreTest extends IngestCommitStoreContract {

  @Override
  protected StoreFixture newFixture() {
    return new InMemoryStoreFixture();
  }
}
