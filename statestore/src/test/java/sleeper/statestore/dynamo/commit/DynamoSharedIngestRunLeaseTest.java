package sleeper.statestore.dynamo.commit;

import sleeper.core.ingest.contract.IngestRunLeaseContract;
import sleeper.core.ingest.contract.StoreFixture;

class DynamoSharedIngestRunLeaseTest extends IngestRunLeaseContract {

  @Override
  protected StoreFixture newFixture() {
    return DynamoStoreFixture.shared();
  }
}
