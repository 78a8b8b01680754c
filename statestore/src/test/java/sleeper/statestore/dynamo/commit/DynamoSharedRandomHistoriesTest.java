package sleeper.statestore.dynamo.commit;

import sleeper.core.ingest.contract.RandomHistories;
import sleeper.core.ingest.contract.StoreFixture;

class DynamoSharedRandomHistoriesTest extends RandomHistories {

  @Override
  protected StoreFixture newFixture() {
    return DynamoStoreFixture.shared();
  }

  @Override
  protected int histories() {
    return 2;
  }
}
