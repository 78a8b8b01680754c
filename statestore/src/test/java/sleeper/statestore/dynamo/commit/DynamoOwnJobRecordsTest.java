package sleeper.statestore.dynamo.commit;

import sleeper.core.ingest.contract.JobRecordsContract;
import sleeper.core.ingest.contract.StoreFixture;

class DynamoOwnJobRecordsTest extends JobRecordsContract {

  @Override
  protected StoreFixture newFixture() {
    return DynamoStoreFixture.ours();
  }
}
