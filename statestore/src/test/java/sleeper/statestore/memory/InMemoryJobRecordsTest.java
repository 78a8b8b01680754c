package sleeper.statestore.memory;

import sleeper.core.ingest.contract.JobRecordsContract;
import sleeper.core.ingest.contract.StoreFixture;

class InMemoryJobRecordsTest extends JobRecordsContract {

  @Override
  protected StoreFixture newFixture() {
    return new InMemoryStoreFixture();
  }
}
