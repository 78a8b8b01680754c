package sleeper.statestore.dynamo.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static sleeper.statestore.dynamo.commit.PendingClaims.NOW;
import static sleeper.statestore.dynamo.commit.PendingClaims.PUT;
import static sleeper.statestore.dynamo.commit.PendingClaims.TABLE;
import static sleeper.statestore.dynamo.commit.PendingClaims.commit;
import static sleeper.statestore.dynamo.commit.PendingClaims.file;
import static sleeper.statestore.dynamo.commit.PendingClaims.hooked;
import static sleeper.statestore.dynamo.commit.PendingClaims.intent;
import static sleeper.statestore.dynamo.commit.PendingClaims.request;
import static sleeper.statestore.dynamo.commit.PendingClaims.token;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sleeper.core.ingest.CommitDecision;
import sleeper.core.ingest.IngestCommitStore;
import sleeper.core.ingest.contract.Killed;
import sleeper.core.ingest.contract.TestTrees;
import sleeper.statestore.dynamo.commit.HookedClient.Hook;

/**
 * Sleeper's tools start the log of a table anew, right between the claim of a run and its entry.
 */
class RestartedLogTest {

  private DynamoStoreFixture fixture;
  private IngestCommitStore store;

  @BeforeEach
  void makeTable() {
    fixture = DynamoStoreFixture.shared();
    fixture.createTable(TABLE, TestTrees.twoLeaves());
    store = fixture.store();
    for (int version = 0; version < 3; version++) {
      commit(store, "old-" + version, version);
    }
    store.create(intent("run-1", "job"));
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void shouldTakeBackTheEntryOfARunThatDiedRightAfterItCameBeyondTheEnd() {
    IngestCommitStore dying = hooked(fixture, new Restart(true));
    assertThatThrownBy(() -> dying.commit(request("run-1", "job", 3))).isInstanceOf(Killed.class);

    assertThat(store.fence(token("run-1"), NOW)).isTrue();

    assertThat(fixture.instance().logEntry(TABLE, 4)).isEmpty();
    assertThat(fixture.states(TABLE).latest().references()).containsExactly(file("new-0"));
  }

  @Test
  void shouldTakeItBackInTheRunItself() {
    IngestCommitStore paused = hooked(fixture, new Restart(false));

    assertThat(paused.commit(request("run-1", "job", 3)))
        .isEqualTo(new CommitDecision.NumberTaken());

    assertThat(fixture.instance().logEntry(TABLE, 4)).isEmpty();
    assertThat(fixture.states(TABLE).latest().references()).containsExactly(file("new-0"));
  }

  /**
   * Starts the log anew before the first entry, and lets the process die after that if asked to.
   */
  private final class Restart implements Hook {

    private final boolean isDeadly;
    private boolean done;

    private Restart(boolean isDeadly) {
      this.isDeadly = isDeadly;
    }

    @Override
    public void before(String operation) {
      if (operation.equals(PUT) && !done) {
        done = true;
        fixture.instance().cutOff(TABLE, 3);
        fixture.instance().forgetSnapshots(TABLE);
        commit(fixture.store(), "new-0", 0);
      }
    }

    @Override
    public void after(String operation) {
      if (operation.equals(PUT) && isDeadly) {
        throw new Killed("right after the entry");
      }
    }
  }
}
