package sleeper.statestore.dynamo.commit;

import sleeper.core.ingest.contract.IngestRunStartContract;
import sleeper.core.ingest.contract.StoreFixture;

class DynamoOwnIngestRunStartTest extends IngestRunStartContract {

  @Override
  protected StoreFixture newFixture() {
    return DynamoStoreFixture.ours();
  }
}
