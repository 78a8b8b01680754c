package sleeper.statestore.dynamo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sleeper.core.error.CommitConflict;
import sleeper.core.error.CommitStateUnknown;
import sleeper.core.statestore.log.LogEntry;
import sleeper.core.statestore.log.TransactionLog;
import sleeper.core.statestore.transaction.LogKind;
import sleeper.core.statestore.transaction.TransactionType;
import sleeper.servers.AwsServers;
import sleeper.servers.Fault;
import sleeper.servers.FaultProxy;
import sleeper.servers.TestClients;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Writers on a shared instance who are away right before they put their entry, while the log is cut
 * off or started anew.
 */
class StrayEntriesTest {

  private static final String TABLE = "0a1b2c3d";

  private final DynamoInstance instance = new DynamoInstance(Ownership.SHARED);
  private final TransactionLog log = log(instance.state());

  @BeforeEach
  void createTable() {
    instance.createTable(TABLE);
    for (long number = 1; number <= 4; number++) {
      log.append(entry(number, "{}"));
    }
  }

  @AfterEach
  void close() {
    instance.close();
  }

  @Test
  void shouldTakeBackAnEntryThatCameBeyondTheEndOfALogThatWasStartedAnew() throws IOException {
    whilePaused(() -> deleteUpTo(4), paused -> assertConflict(() -> paused.append(entry(5, "{}"))));

    assertThat(entries()).isEmpty();
  }

  @Test
  void shouldTakeBackAnEntryThatCameBehindALogThatWasCutOff() throws IOException {
    deleteUpTo(4);
    log.append(entry(1, "{}"));
    whilePaused(
        () -> {
          for (long number = 2; number <= 4; number++) {
            log.append(entry(number, "{}"));
          }
          snapshot(4);
          deleteUpTo(3);
        },
        paused -> assertConflict(() -> paused.append(entry(2, "{}"))));

    assertThat(entries()).containsExactly(entry(4, "{}"));
  }

  @Test
  void shouldKeepAnEntryThatGoesOnFromASnapshot() throws IOException {
    whilePaused(
        () -> {
          snapshot(4);
          deleteUpTo(4);
        },
        paused -> paused.append(entry(5, "{}")));

    assertThat(entries()).containsExactly(entry(5, "{}"));
  }

  @Test
  void shouldNotKnowWhereTheLookAfterwardsFails() throws IOException {
    AtomicBoolean wasPut = new AtomicBoolean();
    FaultProxy.Decision faults =
        request -> {
          String action = request.header("X-Amz-Target");
          wasPut.compareAndSet(false, action.endsWith(".PutItem"));
          return wasPut.get() && action.endsWith(".GetItem")
              ? Fault.dynamoDbError(400, "AccessDeniedException")
              : Fault.NONE;
        };
    through(
        faults,
        paused ->
            assertThatThrownBy(() -> paused.append(entry(5, "{}")))
                .isInstanceOf(CommitStateUnknown.class)
                .hasMessageContaining("Transaction 5 may have been added"));

    assertThat(entries()).hasSize(5);
  }

  @Test
  void shouldNotKnowWhereAnEntryWasCutOffBeforeTheLookAfterwards() throws IOException {
    AtomicBoolean wasPut = new AtomicBoolean();
    AtomicBoolean wasCutOff = new AtomicBoolean();
    FaultProxy.Decision others =
        request -> {
          boolean isAfter = wasPut.get();
          wasPut.compareAndSet(false, request.header("X-Amz-Target").endsWith(".PutItem"));
          if (isAfter && wasCutOff.compareAndSet(false, true)) {
            log.append(entry(6, "{}"));
            snapshot(6);
            deleteUpTo(6);
          }
          return Fault.NONE;
        };
    through(
        others,
        paused ->
            assertThatThrownBy(() -> paused.append(entry(5, "{}")))
                .isInstanceOf(CommitStateUnknown.class)
                .hasMessageContaining("Transaction 5 may have been added"));
  }

  private static void assertConflict(Runnable append) {
    assertThatThrownBy(append::run).isInstanceOf(CommitConflict.class);
  }

  /** What a writer does. */
  private interface Writing {
    void to(TransactionLog log);
  }

  /** Does something right before a writer's entry gets to the server. */
  private void whilePaused(Runnable action, Writing writing) throws IOException {
    AtomicBoolean done = new AtomicBoolean();
    through(
        request -> {
          if (request.header("X-Amz-Target").endsWith(".PutItem")
              && done.compareAndSet(false, true)) {
            action.run();
          }
          return Fault.NONE;
        },
        writing);
  }

  private void through(FaultProxy.Decision faults, Writing writing) throws IOException {
    try (FaultProxy proxy = FaultProxy.start(AwsServers.dynamoDb(), faults);
        DynamoDbClient client =
            TestClients.at(DynamoDbClient.builder(), proxy.endpoint()).build()) {
      DynamoState state = instance.state();
      writing.to(log(new DynamoState(client, state.names(), state.data(), Ownership.SHARED)));
    }
  }

  private void deleteUpTo(long upTo) {
    for (long number = 1; number <= upTo; number++) {
      Map<String, AttributeValue> key = LogItems.key(TABLE, number);
      instance.state().client().deleteItem(r -> r.tableName(fileLog()).key(key));
    }
  }

  private void snapshot(long number) {
    instance
        .state()
        .client()
        .putItem(
            r ->
                r.tableName(instance.state().names().latestSnapshots())
                    .item(
                        Map.of(
                            "TABLE_ID",
                            Items.text(TABLE),
                            "FILES_TRANSACTION_NUMBER",
                            Items.number(number))));
  }

  private String fileLog() {
    return instance.state().logTable(LogKind.FILES);
  }

  private static TransactionLog log(DynamoState state) {
    return new DynamoTransactionLogs(state).log(TABLE, LogKind.FILES);
  }

  private static LogEntry entry(long number, String body) {
    return new LogEntry(number, Instant.ofEpochMilli(number), TransactionType.ADD_FILES, body);
  }

  private List<LogEntry> entries() {
    List<LogEntry> entries = new ArrayList<>();
    log.readAfter(0, entries::add);
    return entries;
  }
}
