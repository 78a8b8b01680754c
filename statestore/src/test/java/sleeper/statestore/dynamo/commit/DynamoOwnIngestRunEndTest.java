package sleeper.statestore.dynamo.commit;

import sleeper.core.ingest.contract.IngestRunEndContract;
import sleeper.core.ingest.contract.StoreFixture;

class DynamoOwnIngestRunEndTest extends IngestRunEndContract {

  @Override
  protected StoreFixture newFixture() {
    return DynamoStoreFixture.ours();
  }
}
