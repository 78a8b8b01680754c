package sleeper.statestore.dynamo.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static sleeper.statestore.dynamo.commit.PendingClaims.TABLE;
import static sleeper.statestore.dynamo.commit.PendingClaims.TRANSACTION;
import static sleeper.statestore.dynamo.commit.PendingClaims.commit;
import static sleeper.statestore.dynamo.commit.PendingClaims.entry;
import static sleeper.statestore.dynamo.commit.PendingClaims.hooked;
import static sleeper.statestore.dynamo.commit.PendingClaims.intent;
import static sleeper.statestore.dynamo.commit.PendingClaims.recording;
import static sleeper.statestore.dynamo.commit.PendingClaims.request;

import java.util.ArrayList;
import java.util.List;
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
  void shouldLookAtItsIntentAloneWhereOnlyTheNumberWasTaken() {
    commit(store, "run-1", 0);
    store.create(intent("run-2", "job"));
    List<String> requests = new ArrayList<>();

    CommitDecision decision =
        hooked(fixture, recording(requests)).commit(request("run-2", "job", 0));

    assertThat(decision).isEqualTo(new CommitDecision.NumberTaken());
    assertThat(requests).containsExactly(TRANSACTION, "getItem");
  }

  @Test
  void shouldNotTakeItsOwnEntryForAnotherOne() {
    store.create(intent("run-1", "job"));
    store.commit(request("run-1", "job", 0));
    commit(store, "run-2", 1);

    assertThat(store.commit(request("run-1", "job", 1)))
        .isEqualTo(new CommitDecision.AlreadyCommitted(entry("run-1", "job", 1)));
  }

  @Test
  void shouldNotCommitAgainstATreeThatWasReplacedWhenTheLogOfPartitionsWasTrimmedSince() {
    store.create(intent("run-1", "job"));
    fixture.replacePartitions(TABLE, TestTrees.twoLeaves());
    fixture.replacePartitions(TABLE, TestTrees.twoLeaves());
    fixture.instance().trimPartitions(TABLE, 2);
    assertThat(store.commit(request("run-1", "job", 0)))
        .isEqualTo(new CommitDecision.PartitionsChanged());
  }
}
