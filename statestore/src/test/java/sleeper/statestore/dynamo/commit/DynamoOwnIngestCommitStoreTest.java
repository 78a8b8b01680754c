package sleeper.statestore.dynamo.commit;

import sleeper.core.ingest.contract.IngestCommitStoreContract;
import sleeper.core.ingest.contract.StoreFixture;

class DynamoOwnIngestCommitStoreTest extends IngestCommitStoreContract {

  @Override
  protected StoreFixture newFixture() {
    return DynamoStoreFixture.ours();
  }
}
