package sleeper.statestore.dynamo.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static sleeper.statestore.dynamo.commit.PendingClaims.NOW;
import static sleeper.statestore.dynamo.commit.PendingClaims.TABLE;
import static sleeper.statestore.dynamo.commit.PendingClaims.commit;
import static sleeper.statestore.dynamo.commit.PendingClaims.dieBeforeLog;
import static sleeper.statestore.dynamo.commit.PendingClaims.intent;
import static sleeper.statestore.dynamo.commit.PendingClaims.request;
import static sleeper.statestore.dynamo.commit.PendingClaims.token;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sleeper.core.error.CommitStateUnknown;
import sleeper.core.ingest.CommitDecision;
import sleeper.core.ingest.IngestCommitStore;
import sleeper.core.ingest.IntentCreation;
import sleeper.core.ingest.contract.TestTrees;
import sleeper.statestore.dynamo.Items;

/** What docs/operating.md tells people to do about a claim of which nobody can tell. */
class GivenUpClaimTest {

  private DynamoStoreFixture fixture;
  private IngestCommitStore store;

  @BeforeEach
  void leaveAClaimThatTheLogWasCutOffBehind() {
    fixture = DynamoStoreFixture.shared();
    fixture.createTable(TABLE, TestTrees.twoLeaves());
    store = fixture.store();
    dieBeforeLog(fixture, "run-1", "job", 0);
    for (int version = 0; version < 3; version++) {
      commit(store, "other-" + version, version);
    }
    fixture.states(TABLE).latest();
    fixture.instance().cutOff(TABLE, 2);
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void shouldEndTheRunOfAClaimThatAPersonHasOpenedAgain() {
    assertThatThrownBy(() -> store.fence(token("run-1"), NOW))
        .isInstanceOf(CommitStateUnknown.class);

    openAgain();

    assertThat(store.fence(token("run-1"), NOW)).isTrue();
    assertThat(store.create(intent("run-2", "job"))).isEqualTo(new IntentCreation.Created());
    assertThat(store.commit(request("run-1", "job", 3))).isEqualTo(new CommitDecision.Fenced());
    assertThat(store.commit(request("run-2", "job", 3)))
        .isInstanceOf(CommitDecision.Committed.class);
  }

  private void openAgain() {
    DynamoTestInstance.client()
        .updateItem(
            r ->
                r.tableName(fixture.instance().names().ledger())
                    .key(Keys.item(TABLE, "JOB#0#job"))
                    .updateExpression("SET #state = :open")
                    .conditionExpression("RUN_ID = :run AND #state <> :committed")
                    .expressionAttributeNames(Map.of("#state", "STATE"))
                    .expressionAttributeValues(
                        Map.of(
                            ":open", Items.text("OPEN"),
                            ":run", Items.text("run-1"),
                            ":committed", Items.text("COMMITTED"))));
  }
}
