package sleeper.statestore.dynamo.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static sleeper.statestore.dynamo.commit.PendingClaims.NOW;
import static sleeper.statestore.dynamo.commit.PendingClaims.TABLE;
import static sleeper.statestore.dynamo.commit.PendingClaims.entry;
import static sleeper.statestore.dynamo.commit.PendingClaims.file;
import static sleeper.statestore.dynamo.commit.PendingClaims.intent;
import static sleeper.statestore.dynamo.commit.PendingClaims.request;
import static sleeper.statestore.dynamo.commit.PendingClaims.token;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import sleeper.core.error.CommitStateUnknown;
import sleeper.core.ingest.CommitDecision;
import sleeper.core.ingest.IngestCommitStore;
import sleeper.core.ingest.IntentCreation;
import sleeper.core.ingest.contract.TestTrees;
import sleeper.servers.AwsServers;
import sleeper.servers.Fault;
import sleeper.servers.FaultProxy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * What the real client makes of what DynamoDB and networks answer: it sends some requests again by
 * itself, and DynamoDB Local never has conflicts.
 */
class ProxiedCommitsTest {

  private static final String TRANSACTION = "TransactWriteItems";
  private static final String PUT = "PutItem";
  private static final String UPDATE = "UpdateItem";

  @Nested
  class OnAnInstanceOfOurs extends Cases {

    @Override
    DynamoStoreFixture newFixture() {
      return DynamoStoreFixture.ours();
    }

    @Test
    void shouldTakeAConflictForANumberThatIsTaken() {
      next(TRANSACTION, Fault.transactionConflict(7));
      assertThat(store.commit(request("run-1", "job", 0)))
          .isEqualTo(new CommitDecision.NumberTaken());
      assertThat(fixture.states(TABLE).latest().version()).isZero();
      committed();
    }
  }

  @Nested
  class OnASharedInstance extends Cases {

    @Override
    DynamoStoreFixture newFixture() {
      return DynamoStoreFixture.shared();
    }

    @Test
    void shouldClaimAgainAfterAConflictWithItsOwnHeartbeat() {
      next(TRANSACTION, Fault.transactionConflict(2));
      assertThat(store.commit(request("run-1", "job", 0)))
          .isEqualTo(new CommitDecision.NumberTaken());
      committed();
    }

    @Test
    void shouldFindItsEntryWhenTheAnswerOfTheLogWasLost() {
      next(PUT, Fault.ANSWER_LOST);
      committed();
    }

    @Test
    void shouldAppendWhenTheRequestToTheLogWasLost() {
      next(PUT, Fault.REQUEST_LOST);
      committed();
    }

    @Test
    void shouldEnterItInTheLedgerThoughThatMeetsConflicts() {
      next(TRANSACTION, Fault.NONE, Fault.transactionConflict(3), Fault.transactionConflict(3));
      committed();
    }

    @Test
    void shouldNotKnowWhileTheLogRefusesByError() {
      for (int i = 0; i < 12; i++) {
        next(PUT, Fault.dynamoDbError(500, "InternalServerError"));
      }
      assertThatThrownBy(() -> store.commit(request("run-1", "job", 0)))
          .isInstanceOf(CommitStateUnknown.class);
      faults.clear();
      committed();
    }

    @Test
    void shouldMeetPlainWritersWithPlainRequestsOnly() {
      committed();
      assertThat(transactions)
          .allSatisfy(
              body ->
                  assertThat(body)
                      .doesNotContain(fixture.instance().names().fileLog())
                      .doesNotContain(fixture.instance().names().partitionLog())
                      .doesNotContain(fixture.instance().names().indexById()));
    }
  }

  abstract static class Cases {

    final Deque<Fault> faults = new ArrayDeque<>();
    final List<String> transactions = new ArrayList<>();
    private String operation = "";
    private FaultProxy proxy;
    private DynamoDbClient client;
    DynamoStoreFixture fixture;
    IngestCommitStore store;

    abstract DynamoStoreFixture newFixture();

    @BeforeEach
    void start() throws IOException {
      fixture = newFixture();
      fixture.createTable(TABLE, TestTrees.twoLeaves());
      proxy =
          FaultProxy.start(
              AwsServers.dynamoDb(),
              message -> {
                String target = message.header("X-Amz-Target");
                if (target.endsWith(TRANSACTION)) {
                  transactions.add(message.text());
                }
                Fault fault = target.endsWith("." + operation) ? faults.poll() : null;
                return fault == null ? Fault.NONE : fault;
              });
      client = DynamoTestInstance.clientAt(proxy.endpoint());
      store = fixture.store(fixture.instance().state(client));
      store.create(intent("run-1", "job"));
    }

    @AfterEach
    void stop() throws IOException {
      client.close();
      proxy.close();
      fixture.close();
    }

    void next(String which, Fault... next) {
      operation = which;
      faults.addAll(List.of(next));
    }

    void committed() {
      CommitDecision decision = store.commit(request("run-1", "job", 0));
      assertThat(decision).isEqualTo(new CommitDecision.Committed(entry("run-1", "job", 1)));
      assertThat(faults).isEmpty();
      assertThat(fixture.states(TABLE).latest().references()).containsExactly(file("run-1"));
      assertThat(store.committedRun(TABLE, "run-1")).isPresent();
      assertThat(store.allIntents()).isEmpty();
    }

    @Test
    void shouldCommitThoughTheAnswerToATransactionWasLost() {
      next(TRANSACTION, Fault.ANSWER_LOST);
      committed();
    }

    @Test
    void shouldCommitThoughATransactionWasLost() {
      next(TRANSACTION, Fault.REQUEST_LOST);
      committed();
    }

    @Test
    void shouldCommitThoughATransactionIsThrottled() {
      next(
          TRANSACTION,
          Fault.dynamoDbError(400, "ThrottlingException"),
          Fault.dynamoDbError(400, "ProvisionedThroughputExceededException"));
      committed();
    }

    @Test
    void shouldNotTrustAConflictAfterALostAnswer() {
      next(TRANSACTION, Fault.REQUEST_LOST, Fault.transactionConflict(7));
      assertThatThrownBy(() -> store.commit(request("run-1", "job", 0)))
          .isInstanceOf(CommitStateUnknown.class);
      committed();
    }

    @Test
    void shouldNotTrustATransactionThatIsStillUnderWay() {
      for (int i = 0; i < 12; i++) {
        next(TRANSACTION, Fault.dynamoDbError(400, "TransactionInProgressException"));
      }
      assertThatThrownBy(() -> store.commit(request("run-1", "job", 0)))
          .isInstanceOf(CommitStateUnknown.class);
      faults.clear();
      committed();
    }

    @Test
    void shouldSayThatNothingWasChangedWhereAccessIsDenied() {
      next(TRANSACTION, Fault.dynamoDbError(400, "AccessDeniedException"));
      assertThatThrownBy(() -> store.commit(request("run-1", "job", 0)))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("injected");
      assertThat(fixture.states(TABLE).latest().version()).isZero();
      committed();
    }

    @Test
    void shouldNotRenewInAConflictAndSaySo() {
      next(UPDATE, Fault.dynamoDbError(400, "TransactionConflictException"));
      assertThatThrownBy(() -> store.renew(token("run-1"), NOW.plusSeconds(90)))
          .isInstanceOf(UncheckedIOException.class);
      assertThat(store.renew(token("run-1"), NOW.plusSeconds(90))).isTrue();
    }

    @Test
    void shouldWriteAnIntentThoughItMeetsConflicts() {
      next(TRANSACTION, Fault.transactionConflict(3), Fault.transactionConflict(3));
      assertThat(store.create(intent("run-2", "other"))).isEqualTo(new IntentCreation.Created());
      assertThat(store.intents(TABLE)).hasSize(2);
    }

    @Test
    void shouldFenceThoughTheAnswerWasLostAndConflictsAreMet() {
      next(TRANSACTION, Fault.transactionConflict(2), Fault.ANSWER_LOST);
      assertThat(store.fence(token("run-1"), NOW)).isTrue();
      assertThat(store.fence(token("run-1"), NOW)).isFalse();
    }

    @Test
    void shouldSendAReadAgainThatGotNoAnswer() {
      next("GetItem", Fault.ANSWER_CUT, Fault.ANSWER_LOST);
      assertThat(store.committedRun(TABLE, "run-1")).isEmpty();
      assertThat(faults).isEmpty();
    }
  }
}
