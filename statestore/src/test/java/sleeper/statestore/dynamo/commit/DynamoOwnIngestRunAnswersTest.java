package sleeper.statestore.dynamo.commit;

import sleeper.core.ingest.contract.IngestRunAnswersContract;
import sleeper.core.ingest.contract.StoreFixture;

class DynamoOwnIngestRunAnswersTest extends IngestRunAnswersContract {

  @Override
  protected StoreFixture newFixture() {
    return DynamoStoreFixture.ours();
  }
}
