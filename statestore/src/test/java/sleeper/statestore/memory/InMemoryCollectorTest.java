package sleeper.statestore.memory;

import sleeper.core.ingest.contract.CollectorContract;
import sleeper.core.ingest.contract.StoreFixture;

class InMemoryCollectorTest extends CollectorContract {

  @Override
  protected StoreFixture newFixture() {
    return new InMemoryStoreFixture();
  }
}
