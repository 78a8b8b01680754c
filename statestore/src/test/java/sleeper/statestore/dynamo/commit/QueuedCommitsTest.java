package sleeper.statestore.dynamo.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static sleeper.statestore.dynamo.commit.PendingClaims.NOW;
import static sleeper.statestore.dynamo.commit.PendingClaims.TABLE;
import static sleeper.statestore.dynamo.commit.PendingClaims.commit;
import static sleeper.statestore.dynamo.commit.PendingClaims.entry;
import static sleeper.statestore.dynamo.commit.PendingClaims.file;
import static sleeper.statestore.dynamo.commit.PendingClaims.intent;
import static sleeper.statestore.dynamo.commit.PendingClaims.prefix;
import static sleeper.statestore.dynamo.commit.PendingClaims.request;
import static sleeper.statestore.dynamo.commit.PendingClaims.token;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sleeper.core.error.CommitStateUnknown;
import sleeper.core.ingest.CommitDecision;
import sleeper.core.ingest.CommitRequest;
import sleeper.core.ingest.IngestCommitStore;
import sleeper.core.ingest.IntentCreation;
import sleeper.core.ingest.LedgerEntry;
import sleeper.core.ingest.RunTotals;
import sleeper.core.ingest.contract.Killed;
import sleeper.core.ingest.contract.TestTrees;
import sleeper.core.statestore.log.CommitEnvironment;
import sleeper.core.statestore.log.LogEntry;
import sleeper.core.statestore.transaction.LogKind;
import sleeper.core.statestore.transaction.TransactionType;
import sleeper.statestore.dynamo.DynamoTransactionLogs;
import sleeper.statestore.dynamo.Items;
import sleeper.statestore.dynamo.LogItems;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Commits through the queue of Sleeper's committer, which here applies late, twice or never. */
class QueuedCommitsTest {

  private DynamoStoreFixture fixture;
  private Committer committer;
  private IngestCommitStore store;

  @BeforeEach
  void makeTable() {
    fixture = DynamoStoreFixture.shared();
    fixture.createTable(TABLE, TestTrees.twoLeaves());
    committer = new Committer();
    store = queued();
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void shouldCommitWhatTheCommitterApplies() {
    committer.applyAfterPolls = 3;
    store.create(intent("run-1", "job"));
    assertThat(store.commit(request("run-1", "job", 0)))
        .isEqualTo(new CommitDecision.Committed(entry("run-1", "job", 1)));
    assertThat(store.committedRun(TABLE, "run-1")).contains(entry("run-1", "job", 1));
    assertThat(store.allIntents()).isEmpty();
    assertThat(committer.sent)
        .containsExactly(prefix("run-1") + "transaction.json as run-1 of type ADD_FILES");
  }

  @Test
  void shouldSayWhichNumberTheCommitterGaveIt() {
    commit(fixture.store(), "run-9", 0);
    store.create(intent("run-1", "job"));
    committer.before = () -> commit(fixture.store(), "run-8", 1);
    CommitDecision decision = store.commit(request("run-1", "job", 1));
    assertThat(decision)
        .isInstanceOfSatisfying(
            CommitDecision.Committed.class,
            committed -> assertThat(committed.entry().transactionNumber()).isEqualTo(3));
    assertThat(store.committedRun(TABLE, "run-1"))
        .hasValueSatisfying(e -> assertThat(e.transactionNumber()).isEqualTo(3));
  }

  @Test
  void shouldRecogniseATransactionThatTheCommitterWroteIntoTheLogItself() {
    committer.inItem = true;
    store.create(intent("run-1", "job"));
    assertThat(store.commit(request("run-1", "job", 0)))
        .isInstanceOf(CommitDecision.Committed.class);
  }

  @Test
  void shouldAddFilesOnceThoughTheCommitterAppliesTwice() {
    committer.times = 2;
    store.create(intent("run-1", "job"));
    store.commit(request("run-1", "job", 0));
    assertThat(fixture.states(TABLE).latest().references()).containsExactly(file("run-1"));
    assertThat(store.committedJobs(TABLE, 0, 9)).hasSize(1);
  }

  @Test
  void shouldSayThatNobodyKnowsWhileTheCommitterDoesNotApply() {
    neverApplied();
    assertThat(store.committedRun(TABLE, "run-1")).isEmpty();
    assertThat(store.create(intent("run-2", "job")))
        .isEqualTo(new IntentCreation.JobOpen(intent("run-1", "job")));
  }

  @Test
  void shouldNeverFenceOrCloseWhatWasHandedOver() {
    neverApplied();
    assertThatThrownBy(() -> store.fence(token("run-1"), NOW))
        .isInstanceOf(CommitStateUnknown.class);
    assertThatThrownBy(() -> store.close(token("run-1"))).isInstanceOf(CommitStateUnknown.class);
    assertThatThrownBy(() -> fixture.store().fence(token("run-1"), NOW))
        .isInstanceOf(CommitStateUnknown.class)
        .hasMessageContaining("queue");
    assertThat(store.intents(TABLE)).containsExactly(intent("run-1", "job"));
  }

  @Test
  void shouldHandTheSameTransactionOverAgain() {
    neverApplied();
    committer.times = 1;
    assertThat(store.fence(token("run-1"), NOW)).isFalse();
    assertThat(store.committedRun(TABLE, "run-1")).contains(entry("run-1", "job", 1));
    assertThat(committer.sent).hasSize(2).allMatch(committer.sent.get(0)::equals);
    assertThat(store.create(intent("run-2", "job")))
        .isInstanceOf(IntentCreation.JobCommitted.class);
    assertThat(fixture.states(TABLE).latest().references()).containsExactly(file("run-1"));
  }

  @Test
  void shouldFindWhatTheCommitterAppliedLateWithoutSendingIt() {
    neverApplied();
    committer.apply(prefix("run-1") + "transaction.json");
    assertThat(fixture.store().fence(token("run-1"), NOW)).isFalse();
    assertThat(store.committedRun(TABLE, "run-1")).isPresent();
    assertThat(committer.sent).hasSize(1);
  }

  @Test
  void shouldFindItsOwnCommitWhenItAsksAgain() {
    neverApplied();
    committer.apply(prefix("run-1") + "transaction.json");
    assertThat(store.commit(request("run-1", "job", 0)))
        .isInstanceOf(CommitDecision.Committed.class);
  }

  @Test
  void shouldGoOnAfterBeingKilledBeforeItWasSent() {
    committer.before =
        () -> {
          throw new Killed("before the message");
        };
    store.create(intent("run-1", "job"));
    assertThatThrownBy(() -> store.commit(request("run-1", "job", 0))).isInstanceOf(Killed.class);
    committer.before = () -> {};
    assertThat(store.fence(token("run-1"), NOW)).isFalse();
    assertThat(fixture.states(TABLE).latest().references()).containsExactly(file("run-1"));
  }

  @Test
  void shouldNotCallARunRejectedBecauseTheQueueDidNotAnswer() {
    committer.before =
        () -> {
          throw new UncheckedIOException(new IOException("the queue is away"));
        };
    store.create(intent("run-1", "job"));
    assertThatThrownBy(() -> store.commit(request("run-1", "job", 0)))
        .isInstanceOf(CommitStateUnknown.class)
        .hasMessageContaining("the queue is away");
  }

  @Test
  void shouldTellFromItsFilesWhereTheLogIsCutOff() {
    neverApplied();
    committer.apply(prefix("run-1") + "transaction.json");
    commit(fixture.store(), "run-8", 1);
    commit(fixture.store(), "run-9", 2);
    fixture.states(TABLE).latest();
    fixture.instance().cutOff(TABLE, 2);
    assertThat(store.fence(token("run-1"), NOW)).isFalse();
    assertThat(store.committedRun(TABLE, "run-1")).isPresent();
  }

  @Test
  void shouldForgetAQueuedJobOfALogThatStartedAnew() {
    store.create(intent("run-1", "job"));
    store.commit(request("run-1", "job", 0));
    assertThat(store.create(intent("run-2", "job")))
        .isInstanceOf(IntentCreation.JobCommitted.class);
    fixture.instance().cutOff(TABLE, 1);
    fixture.instance().forgetSnapshots(TABLE);
    commit(fixture.store(), "run-9", 0);
    assertThat(store.create(intent("run-2", "job"))).isEqualTo(new IntentCreation.Created());
  }

  @Test
  void shouldNotHandOverAgainWhatMayHaveBeenRewrittenAndCollected() {
    neverApplied();
    committer.apply(prefix("run-1") + "transaction.json");
    commit(fixture.store(), "run-8", 1);
    // The table knows its files no more, there are no objects, and the log does not reach back.
    fixture.clear(TABLE);
    fixture.instance().cutOff(TABLE, 2);
    assertThatThrownBy(() -> store.fence(token("run-1"), NOW))
        .isInstanceOf(CommitStateUnknown.class)
        .hasMessageContaining("cut off");
    assertThat(committer.sent).hasSize(1);
  }

  @Test
  void shouldNotHandOverAgainWhatWouldGetIntoATableThatWasClearedSince() {
    neverApplied();
    fixture.clear(TABLE);
    assertThat(store.create(intent("run-2", "job", 1))).isEqualTo(new IntentCreation.Created());
    committer.times = 1;
    assertThatThrownBy(() -> store.fence(token("run-1"), NOW))
        .isInstanceOf(CommitStateUnknown.class)
        .hasMessageContaining("cleared");
    assertThat(committer.sent).hasSize(1);
    assertThat(fixture.states(TABLE).latest().references()).isEmpty();
  }

  @Test
  void shouldCommitAJobWithoutRowsToTheLedgerAlone() {
    store.create(intent("run-1", "job"));
    LedgerEntry entry =
        new LedgerEntry("job", "fingerprint", "run-1", 0, NOW, new RunTotals(0, 0, 0, 0, 0, 0));
    assertThat(store.commit(new CommitRequest(token("run-1"), 0, 0, 1, List.of(), entry, NOW)))
        .isEqualTo(new CommitDecision.Committed(entry));
    assertThat(committer.sent).isEmpty();
  }

  private void neverApplied() {
    committer.times = 0;
    store.create(intent("run-1", "job"));
    assertThatThrownBy(() -> store.commit(request("run-1", "job", 0)))
        .isInstanceOf(CommitStateUnknown.class)
        .hasMessageContaining("run-1")
        .hasMessageContaining("committer");
  }

  private IngestCommitStore queued() {
    CommitEnvironment environment =
        new CommitEnvironment(fixture.clock(), () -> 0.5, committer::pause);
    QueueSettings settings =
        new QueueSettings(
            committer::send, Duration.ofSeconds(30), Duration.ofSeconds(1), environment);
    return new DynamoCommits(fixture.instance().state(), fixture.runFiles()).store(settings);
  }

  /** Does what Sleeper's committer does with a message, so often and so late as it is told to. */
  private final class Committer {

    private final List<String> sent = new ArrayList<>();
    private int times = 1;
    private int applyAfterPolls = 1;
    private int polls;
    private boolean inItem;
    private Runnable before = () -> {};
    private String waiting = "";

    void send(String tableId, TransactionType type, String bodyKey, String deduplicationId) {
      before.run();
      sent.add(bodyKey + " as " + deduplicationId + " of type " + type);
      waiting = bodyKey;
      polls = 0;
    }

    void pause(long millis) throws InterruptedException {
      fixture.clock().pause(millis);
      if (++polls == applyAfterPolls && !waiting.isEmpty()) {
        for (int i = 0; i < times; i++) {
          apply(waiting);
        }
      }
    }

    void apply(String bodyKey) {
      OptionalLong last =
          new DynamoTransactionLogs(fixture.instance().state())
              .log(TABLE, LogKind.FILES)
              .lastNumber();
      String body = new String(fixture.instance().data().bytes(bodyKey), StandardCharsets.UTF_8);
      LogEntry entry = new LogEntry(last.orElse(0) + 1, NOW, TransactionType.ADD_FILES, body);
      Map<String, AttributeValue> item =
          LogItems.item(TABLE, entry, inItem ? Optional.empty() : Optional.of(bodyKey));
      DynamoTestInstance.client()
          .putItem(r -> r.tableName(fixture.instance().names().fileLog()).item(item));
      assertThat(Items.text(item, "TYPE")).isEqualTo("ADD_FILES");
    }
  }
}
