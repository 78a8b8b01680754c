package sleeper.statestore.dynamo.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static sleeper.statestore.dynamo.commit.PendingClaims.TABLE;
import static sleeper.statestore.dynamo.commit.PendingClaims.intent;
import static sleeper.statestore.dynamo.commit.PendingClaims.request;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sleeper.core.ingest.CommitDecision;
import sleeper.core.ingest.IngestCommitStore;
import sleeper.core.ingest.contract.TestTrees;

/** What the one transaction of a commit checks on an instance that is ours alone. */
class OwnCommitsTest {

  private DynamoStoreFixture fixture;
  private IngestCommitStore store;

  @BeforeEach
  void makeTable() {
    fixture = DynamoStoreFixture.ours();
    fixture.createTable(TABLE, TestTrees.twoLeaves());
    store = fixture.store();
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void shouldNotCommitAgainstATreeThatWasReplacedWhenTheLogOfPartitionsWasTrimmedSince() {
    store.create(intent("run-1", "job"));
    fixture.replacePartitions(TABLE, TestTrees.twoLeaves());
    fixture.replacePartitions(TABLE, TestTrees.twoLeaves());
    fixture.instance().trimPartitions(TABLE, 2);
    assertThat(store.commit(request("run-1", "job", 0)))
        .isEqualTo(new CommitDecision.NumberTaken());
  }
}
