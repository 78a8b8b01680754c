package sleeper.statestore.dynamo.commit;

import sleeper.core.ingest.contract.CollectorContract;
import sleeper.core.ingest.contract.StoreFixture;

class DynamoOwnCollectorTest extends CollectorContract {

  @Override
  protected StoreFixture newFixture() {
    return DynamoStoreFixture.ours();
  }
}
