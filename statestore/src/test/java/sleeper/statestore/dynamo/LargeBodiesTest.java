package sleeper.statestore.dynamo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sleeper.core.error.CommitConflict;
import sleeper.core.error.CommitStateUnknown;
import sleeper.core.statestore.log.LogEntry;
import sleeper.core.statestore.log.TransactionLog;
import sleeper.core.statestore.transaction.LogKind;
import sleeper.core.statestore.transaction.TransactionType;
import sleeper.servers.AwsServers;
import sleeper.servers.Fault;
import sleeper.servers.FaultProxy;
import sleeper.servers.HttpMessage;
import sleeper.servers.TestClients;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Where the bodies of large transactions go, and stay, and go from. */
class LargeBodiesTest {

  private static final String TABLE = "0a1b2c3d";
  private static final String FOLDER = TABLE + "/statestore/transactions/";
  private static final String LARGE = "x".repeat(LogBodies.LARGE);

  private final DynamoInstance instance = new DynamoInstance(Ownership.OURS);
  private final TransactionLog log = log(instance.state());

  @BeforeEach
  void createTable() {
    instance.createTable(TABLE);
  }

  @AfterEach
  void close() {
    instance.close();
  }

  @Test
  void shouldNameABodyAsSleeperDoes() {
    log.append(entry(1, LARGE));

    assertThat(bodies())
        .singleElement()
        .asString()
        .matches(FOLDER + "1970-01-01T00:00:00\\.001Z-[0-9a-f-]{36}\\.json");
  }

  @Test
  void shouldCountBytesAndNotCharacters() {
    log.append(entry(1, "ä".repeat(LogBodies.LARGE / 2)));
    log.append(entry(2, "x".repeat(LogBodies.LARGE - 1)));

    assertThat(bodies()).hasSize(1);
    assertThat(entries(log)).hasSize(2);
  }

  @Test
  void shouldDeleteTheBodyOfAnEntryWhoseNumberWasTaken() {
    log.append(entry(1, LARGE));
    assertThatThrownBy(() -> log.append(entry(1, LARGE + "other")))
        .isInstanceOf(CommitConflict.class);

    assertThat(bodies()).hasSize(1);
    assertThat(entries(log)).containsExactly(entry(1, LARGE));
  }

  @Test
  void shouldDeleteBodiesWithTheirEntries() {
    log.append(entry(1, LARGE));
    log.append(entry(2, LARGE));

    log.deleteUpTo(1);

    assertThat(bodies()).hasSize(1);
    assertThat(entries(log)).containsExactly(entry(2, LARGE));
  }

  @ParameterizedTest
  @EnumSource(Ownership.class)
  void shouldKeepTheBodyOfAnEntryThatIsAppendedAgainAfterItsAnswerWasLost(Ownership ownership)
      throws IOException {
    withFault(
        ownership,
        request -> isAppend(request) ? Fault.ANSWER_LOST : Fault.NONE,
        faulty ->
            assertThatThrownBy(() -> faulty.append(entry(1, LARGE)))
                .isInstanceOf(CommitStateUnknown.class));
    assertThatThrownBy(() -> log.append(entry(1, LARGE))).isInstanceOf(CommitConflict.class);

    assertThat(entries(log)).containsExactly(entry(1, LARGE));
    assertThat(bodies()).hasSize(1);
  }

  @Test
  void shouldKeepTheBodyWhileAnEarlierRequestForTheEntryMayStillArrive() throws IOException {
    withFault(
        Ownership.OURS,
        request -> isAppend(request) ? Fault.transactionConflict(2) : Fault.NONE,
        faulty ->
            assertThatThrownBy(() -> faulty.append(entry(1, LARGE)))
                .isInstanceOf(CommitConflict.class));

    assertThat(bodies()).hasSize(1);
    log.append(entry(1, LARGE));
    assertThat(entries(log)).containsExactly(entry(1, LARGE));
  }

  @Test
  void shouldNotTrustAConflictThatCameAfterALostRequest() throws IOException {
    AtomicInteger appends = new AtomicInteger();
    withFault(
        Ownership.OURS,
        request ->
            !isAppend(request)
                ? Fault.NONE
                : appends.incrementAndGet() == 1
                    ? Fault.REQUEST_LOST
                    : Fault.transactionConflict(3),
        faulty ->
            assertThatThrownBy(() -> faulty.append(entry(1, "{}")))
                .isInstanceOf(CommitStateUnknown.class));
  }

  private void withFault(
      Ownership ownership, FaultProxy.Decision faults, Consumer<TransactionLog> test)
      throws IOException {
    try (FaultProxy proxy = FaultProxy.start(AwsServers.dynamoDb(), faults);
        DynamoDbClient client =
            TestClients.at(DynamoDbClient.builder(), proxy.endpoint())
                .overrideConfiguration(o -> o.retryStrategy(RetryMode.STANDARD))
                .build()) {
      DynamoState state = instance.state(ownership);
      test.accept(log(new DynamoState(client, state.names(), state.data(), ownership)));
    }
  }

  private static boolean isAppend(HttpMessage request) {
    String action = request.header("X-Amz-Target");
    return action.endsWith(".TransactWriteItems") || action.endsWith(".PutItem");
  }

  private static TransactionLog log(DynamoState state) {
    return new DynamoTransactionLogs(state).log(TABLE, LogKind.FILES);
  }

  private List<String> bodies() {
    return instance.data().list(FOLDER);
  }

  private static LogEntry entry(long number, String body) {
    return new LogEntry(number, Instant.ofEpochMilli(number), TransactionType.ADD_FILES, body);
  }

  private static List<LogEntry> entries(TransactionLog log) {
    List<LogEntry> entries = new ArrayList<>();
    log.readAfter(0, entries::add);
    return entries;
  }
}
