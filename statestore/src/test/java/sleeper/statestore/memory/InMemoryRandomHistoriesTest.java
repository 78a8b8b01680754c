package sleeper.statestore.memory;

import sleeper.core.ingest.contract.RandomHistories;
import sleeper.core.ingest.contract.StoreFixture;

class InMemoryRandomHistoriesTest extends RandomHistories {

  @Override
  protected StoreFixture newFixture() {
    return new InMemoryStoreFixture();
  }

  @Override
  protected int histories() {
    return 250;
  }
}
