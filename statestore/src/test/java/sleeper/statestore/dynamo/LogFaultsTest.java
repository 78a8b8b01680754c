package sleeper.statestore.dynamo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sleeper.core.error.CommitStateUnknown;
import sleeper.core.schema.PrimitiveType;
import sleeper.core.schema.Schema;
import sleeper.core.statestore.FileReference;
import sleeper.core.statestore.log.CommitEnvironment;
import sleeper.core.statestore.log.CommitRetries;
import sleeper.core.statestore.log.LoggedTable;
import sleeper.core.statestore.log.TransactionCommitter;
import sleeper.core.statestore.log.TransactionLogStates;
import sleeper.core.statestore.snapshot.SnapshotLoader;
import sleeper.core.statestore.transaction.AddFiles;
import sleeper.core.statestore.transaction.AddFilesOrigin;
import sleeper.core.statestore.transaction.TrackedFile;
import sleeper.servers.AwsServers;
import sleeper.servers.Fault;
import sleeper.servers.FaultProxy;
import sleeper.servers.HttpMessage;
import sleeper.servers.TestClients;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Commits to logs in DynamoDB while requests and answers get lost. */
class LogFaultsTest {

  private static final Logger LOG = LoggerFactory.getLogger(LogFaultsTest.class);

  private static final String TABLE = "0a1b2c3d";
  private static final Schema SCHEMA = Schema.builder().rowKey("key", PrimitiveType.INT).build();

  private final DynamoInstance instance = new DynamoInstance(Ownership.OURS);

  @BeforeEach
  void createTable() {
    instance.createTable(TABLE);
  }

  @AfterEach
  void close() {
    instance.close();
  }

  @ParameterizedTest
  @EnumSource(Ownership.class)
  void shouldCommitOnceWhateverGetsLost(Ownership ownership) throws IOException {
    long seed = Long.getLong("seed", System.nanoTime());
    LOG.info("seed={}", seed);
    Random random = new Random(seed);
    List<Fault> faults =
        List.of(
            Fault.REQUEST_LOST,
            Fault.ANSWER_LOST,
            Fault.ANSWER_CUT,
            Fault.dynamoDbError(500, "InternalServerError"),
            Fault.dynamoDbError(400, "ProvisionedThroughputExceededException"));
    FaultProxy.Decision sometimes =
        request -> {
          synchronized (random) {
            return random.nextInt(3) > 0 ? Fault.NONE : faults.get(random.nextInt(faults.size()));
          }
        };
    try (Faulty faulty = new Faulty(ownership, sometimes)) {
      for (int i = 0; i < 15; i++) {
        assertThat(commitOnceItCanBeRead(faulty, "file-" + i)).isEqualTo(i + 1);
      }
    }

    assertThat(filenames())
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, 15).mapToObj(i -> "file-" + i).toList());
  }

  @Test
  void shouldCommitAfterMeetingOtherTransactions() throws IOException {
    AtomicInteger left = new AtomicInteger(3);
    FaultProxy.Decision conflicts =
        request ->
            isAppend(request) && left.getAndDecrement() > 0
                ? Fault.transactionConflict(2)
                : Fault.NONE;
    try (Faulty faulty = new Faulty(Ownership.OURS, conflicts)) {
      assertThat(faulty.commit("file")).isEqualTo(1);
    }

    assertThat(filenames()).containsExactly("file");
    assertThat(left).hasNegativeValue();
  }

  @ParameterizedTest
  @EnumSource(Ownership.class)
  void shouldNotKnowWhereAnAppendIsNeverAnswered(Ownership ownership) throws IOException {
    FaultProxy.Decision never = request -> isAppend(request) ? Fault.REQUEST_LOST : Fault.NONE;
    try (Faulty faulty = new Faulty(ownership, never)) {
      assertThatThrownBy(() -> faulty.commit("file"))
          .isInstanceOf(CommitStateUnknown.class)
          .hasMessageContaining("Transaction 1 could not be added to the log of table " + TABLE);
    }
  }

  @ParameterizedTest
  @EnumSource(Ownership.class)
  void shouldNotTakeThrottlingForAProofThatNothingHappened(Ownership ownership) throws IOException {
    FaultProxy.Decision throttled =
        request ->
            isAppend(request)
                ? Fault.dynamoDbError(400, "ProvisionedThroughputExceededException")
                : Fault.NONE;
    try (Faulty faulty = new Faulty(ownership, throttled)) {
      assertThatThrownBy(() -> faulty.commit("file")).isInstanceOf(CommitStateUnknown.class);
    }
  }

  @Test
  void shouldSayThatALogCannotBeRead() throws IOException {
    try (Faulty faulty = new Faulty(Ownership.OURS, request -> Fault.REQUEST_LOST)) {
      assertThatThrownBy(() -> faulty.commit("file"))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining(
              "The transaction log of files of table " + TABLE + " could not be read");
    }
  }

  /** What fails because something could not be read has certainly not happened. */
  private static long commitOnceItCanBeRead(Faulty faulty, String filename) {
    while (true) {
      try {
        return faulty.commit(filename);
      } catch (UncheckedIOException unread) {
        LOG.debug("Again: {}", unread.getMessage());
      }
    }
  }

  private List<String> filenames() {
    return states(instance.state()).files().files().stream().map(TrackedFile::filename).toList();
  }

  private static boolean isAppend(HttpMessage request) {
    String action = request.header("X-Amz-Target");
    return action.endsWith(".TransactWriteItems") || action.endsWith(".PutItem");
  }

  private static TransactionLogStates states(DynamoState state) {
    return new TransactionLogStates(
        new LoggedTable(TABLE, "trips", () -> SCHEMA),
        new DynamoTransactionLogs(state),
        SnapshotLoader.NONE);
  }

  /** Commits through a proxy, by a client that repeats a request once and does not wait. */
  private final class Faulty implements AutoCloseable {

    private final FaultProxy proxy;
    private final DynamoDbClient client;
    private final TransactionCommitter committer;

    private Faulty(Ownership ownership, FaultProxy.Decision faults) throws IOException {
      proxy = FaultProxy.start(AwsServers.dynamoDb(), faults);
      client =
          TestClients.at(DynamoDbClient.builder(), proxy.endpoint())
              .overrideConfiguration(
                  o ->
                      o.retryStrategy(
                          StandardRetryStrategy.builder()
                              .maxAttempts(2)
                              .circuitBreakerEnabled(false)
                              .backoffStrategy(BackoffStrategy.retryImmediately())
                              .throttlingBackoffStrategy(BackoffStrategy.retryImmediately())
                              .build()))
              .build();
      DynamoState state = instance.state(ownership);
      committer =
          new TransactionCommitter(
              states(new DynamoState(client, state.names(), state.data(), ownership)),
              CommitRetries.DEFAULT,
              new CommitEnvironment(Clock.systemUTC(), () -> 0, millis -> {}));
    }

    private long commit(String filename) {
      AddFiles added =
          AddFiles.of(AddFilesOrigin.UNSAID, List.of(FileReference.wholeFile(filename, "root", 1)));
      return committer.commit(added);
    }

    @Override
    public void close() throws IOException {
      client.close();
      proxy.close();
    }
  }
}
