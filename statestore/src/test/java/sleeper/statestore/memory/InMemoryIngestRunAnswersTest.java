package sleeper.statestore.memory;

import sleeper.core.ingest.contract.IngestRunAnswersContract;
import sleeper.core.ingest.contract.StoreFixture;

class InMemoryIngestRunAnswersTest extends IngestRunAnswersContract {

  @Override
  protected StoreFixture newFixture() {
    return new InMemoryStoreFixture();
  }
}
