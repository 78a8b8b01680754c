package sleeper.statestore.dynamo.commit;

class DynamoOwnCommitFaultsTest extends CommitFaults {

  @Override
  DynamoStoreFixture newFixture() {
    return DynamoStoreFixture.ours();
  }
}
