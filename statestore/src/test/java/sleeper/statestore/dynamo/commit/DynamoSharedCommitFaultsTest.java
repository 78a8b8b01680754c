package sleeper.statestore.dynamo.commit;

class DynamoSharedCommitFaultsTest extends CommitFaults {

  @Override
  DynamoStoreFixture newFixture() {
    return DynamoStoreFixture.shared();
  }
}
