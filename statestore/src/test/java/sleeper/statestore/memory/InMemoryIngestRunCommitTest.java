package sleeper.statestore.memory;

import sleeper.core.ingest.contract.IngestRunCommitContract;
import sleeper.core.ingest.contract.StoreFixture;

class InMemoryIngestRunCommitTest extends IngestRunCommitContract {

  @Override
  protected StoreFixture newFixture() {
    return new InMemoryStoreFixture();
  }
}
