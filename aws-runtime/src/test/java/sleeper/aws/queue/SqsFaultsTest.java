package sleeper.aws.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sleeper.core.error.CommitStateUnknown;
import sleeper.core.queue.JobQueue;
import sleeper.core.queue.ReceivedMessage;
import sleeper.servers.AwsServers;
import sleeper.servers.Fault;
import sleeper.servers.FaultProxy;
import sleeper.servers.HttpMessage;
import sleeper.servers.TestClients;
import software.amazon.awssdk.services.sqs.SqsClient;

/** What a queue on SQS does when requests or answers get lost, and when the queue is not there. */
class SqsFaultsTest {

  private static final Duration VISIBILITY = Duration.ofSeconds(1);
  private static final ReceivedMessage ANY = new ReceivedMessage("id", "receipt", "body", 1);

  /** What the next requests meet, in this order; those after them get through. */
  private final Deque<Fault> faults = new ConcurrentLinkedDeque<>();

  private final ExecutorService receivers = Executors.newSingleThreadExecutor();
  private final CountDownLatch arrived = new CountDownLatch(1);
  private FaultProxy proxy;
  private SqsQueues queues;

  @BeforeEach
  void start() throws IOException {
    proxy = FaultProxy.start(AwsServers.sqs(), this::nextFault);
    String name = UUID.randomUUID().toString();
    String url = TestClients.sqs().createQueue(request -> request.queueName(name)).queueUrl();
    queues = new SqsQueues(url, Optional.empty(), VISIBILITY);
  }

  @AfterEach
  void stop() throws IOException {
    receivers.shutdownNow();
    proxy.close();
  }

  @Test
  void shouldSayThatTheQueueIsNotThere() {
    TestClients.sqs().deleteQueue(request -> request.queueUrl(queues.url()));

    try (SqsClient client = client(1)) {
      JobQueue queue = new SqsJobQueue(client, queues);
      Stream.<ThrowingCallable>of(
              () -> queue.receive(1, Duration.ZERO),
              () -> queue.send("message"),
              () -> queue.hold(ANY, VISIBILITY),
              () -> queue.delete(ANY),
              () -> queue.giveBack(ANY, Duration.ZERO),
              queue::depth)
          .forEach(
              request ->
                  assertThatThrownBy(request)
                      .isInstanceOf(UncheckedIOException.class)
                      .hasMessageContaining("queue=" + queues.url())
                      .hasMessageContaining("sleeper.ingest.job.queue.url"));
    }
  }

  @Test
  void shouldSayThatTheQueueMayNotBeUsed() {
    faults.add(Fault.sqsError(403, "AccessDeniedException"));

    try (SqsClient client = client(1)) {
      assertThatThrownBy(() -> new SqsJobQueue(client, queues).receive(1, Duration.ZERO))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("AccessDeniedException")
          .hasMessageContaining("sqs:");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ReceiptHandleIsInvalid",
        "MessageNotInflight",
        "InvalidParameterValue",
        "InvalidIdFormat"
      })
  void shouldNotHoldAMessageUnderAReceiptThatIsOver(String code) {
    Fault over = Fault.sqsError(400, code);
    faults.addAll(List.of(over, over, over));

    try (SqsClient client = client(1)) {
      JobQueue queue = new SqsJobQueue(client, queues);
      assertThat(queue.hold(ANY, VISIBILITY)).isFalse();
      assertThatCode(() -> queue.delete(ANY)).doesNotThrowAnyException();
      assertThatCode(() -> queue.giveBack(ANY, Duration.ZERO)).doesNotThrowAnyException();
    }
    assertThat(faults).isEmpty();
  }

  @Test
  void shouldNotTakeAFailureOfTheServiceForAReceiptThatIsOver() {
    faults.addAll(
        List.of(
            Fault.sqsError(500, "InternalFailure"),
            Fault.sqsError(400, "RequestThrottled"),
            Fault.REQUEST_LOST));

    try (SqsClient client = client(1)) {
      JobQueue queue = new SqsJobQueue(client, queues);
      assertThatThrownBy(() -> queue.hold(ANY, VISIBILITY)).isInstanceOf(CommitStateUnknown.class);
      assertThatThrownBy(() -> queue.delete(ANY)).isInstanceOf(CommitStateUnknown.class);
      assertThatThrownBy(() -> queue.giveBack(ANY, VISIBILITY))
          .isInstanceOf(CommitStateUnknown.class);
    }
  }

  @Test
  void shouldNotSayThatAMessageWasNotSentThatWas() {
    faults.add(Fault.ANSWER_LOST);

    try (SqsClient client = client(1)) {
      JobQueue queue = new SqsJobQueue(client, queues);
      assertThatThrownBy(() -> queue.send("message"))
          .isInstanceOf(CommitStateUnknown.class)
          .hasMessageContaining("queue=" + queues.url());
      assertThat(queue.depth().waiting()).isEqualTo(1);
    }
  }

  @Test
  void shouldSendAndDeleteThoughAnswersGetLost() throws InterruptedException {
    try (SqsClient client = client(3)) {
      JobQueue queue = new SqsJobQueue(client, queues);
      faults.addAll(List.of(Fault.REQUEST_LOST, Fault.sqsError(503, "ServiceUnavailable")));
      String id = queue.send("message");
      ReceivedMessage received = queue.receive(1, Duration.ofSeconds(1)).get(0);
      assertThat(received.id()).isEqualTo(id);
      faults.addAll(List.of(Fault.ANSWER_LOST, Fault.ANSWER_LOST));
      queue.delete(received);

      Thread.sleep(VISIBILITY.toMillis() + 200);
      assertThat(queue.receive(1, Duration.ZERO)).isEmpty();
    }
  }

  @Test
  void shouldDeliverAgainWhatCameInAnAnswerThatWasLost() throws InterruptedException {
    try (SqsClient client = client(1)) {
      JobQueue queue = new SqsJobQueue(client, queues);
      String id = queue.send("message");
      faults.add(Fault.ANSWER_LOST);
      assertThatThrownBy(() -> queue.receive(1, Duration.ZERO))
          .isInstanceOf(UncheckedIOException.class);
      assertThat(queue.receive(1, Duration.ZERO)).isEmpty();

      ReceivedMessage received = queue.receive(1, Duration.ofSeconds(5)).get(0);

      assertThat(received.id()).isEqualTo(id);
      assertThat(received.receiveCount()).isEqualTo(2);
    }
  }

  @Test
  void shouldStopWaitingAtOnceWhenInterrupted() throws Exception {
    try (SqsClient client = client(1)) {
      Future<?> waiting = startReceiving(new SqsJobQueue(client, queues));
      arrived.await();

      receivers.shutdownNow();

      assertThatThrownBy(() -> waiting.get(2, TimeUnit.SECONDS))
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(InterruptedException.class);
    }
  }

  @Test
  void shouldGiveBackWhatComesAfterAnInterruption() throws Exception {
    SqsQueues slow = new SqsQueues(queues.url(), Optional.empty(), Duration.ofMinutes(10));
    try (SqsClient client = client(1)) {
      Future<?> waiting = startReceiving(new SqsJobQueue(client, slow));
      arrived.await();
      receivers.shutdownNow();
      assertThatThrownBy(() -> waiting.get(2, TimeUnit.SECONDS))
          .hasCauseInstanceOf(InterruptedException.class);
      JobQueue queue = new SqsJobQueue(TestClients.sqs(), queues);

      String id = queue.send("message");

      // The poll that was given up may be the first to get it.
      assertThat(queue.receive(1, Duration.ofSeconds(10)))
          .extracting(ReceivedMessage::id)
          .containsExactly(id);
    }
  }

  private Future<?> startReceiving(JobQueue queue) {
    return receivers.submit(() -> queue.receive(1, Duration.ofSeconds(20)));
  }

  private Fault nextFault(HttpMessage request) {
    arrived.countDown();
    Fault fault = faults.poll();
    return fault == null ? Fault.NONE : fault;
  }

  private SqsClient client(int attempts) {
    return TestClients.at(SqsClient.builder(), proxy.endpoint())
        .overrideConfiguration(o -> o.retryStrategy(r -> r.maxAttempts(attempts)))
        .build();
  }
}
