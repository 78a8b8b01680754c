package sleeper.statestore.dynamo.commit;

import sleeper.core.ingest.contract.IngestRunAnswersContract;
import sleeper.core.ingest.contract.StoreFixture;

class DynamoSharedIngestRunAnswersTest extends IngestRunAnswersContract {

  @Override
  protected StoreFixture newFixture() {
    return DynamoStoreFixture.shared();
  }
}
