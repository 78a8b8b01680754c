package sleeper.statestore.dynamo.commit;

import sleeper.core.ingest.contract.IngestRunCommitContract;
import sleeper.core.ingest.contract.StoreFixture;

class DynamoOwnIngestRunCommitTest extends IngestRunCommitContract {

  @Override
  protected StoreFixture newFixture() {
    return DynamoStoreFixture.ours();
  }
}
