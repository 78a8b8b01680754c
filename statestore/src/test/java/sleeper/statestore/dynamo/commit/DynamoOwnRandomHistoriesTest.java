package sleeper.statestore.dynamo.commit;

import sleeper.core.ingest.contract.RandomHistories;
import sleeper.core.ingest.contract.StoreFixture;

class DynamoOwnRandomHistoriesTest extends RandomHistories {

  @Override
  protected StoreFixture newFixture() {
    return DynamoStoreFixture.ours();
  }

  @Override
  protected int histories() {
    return 2;
  }
}
