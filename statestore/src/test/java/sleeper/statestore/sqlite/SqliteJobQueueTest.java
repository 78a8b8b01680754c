package sleeper.statestore.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sleeper.core.ingest.contract.ManualClock;
import sleeper.core.queue.JobQueue;
import sleeper.core.queue.QueueEnvironment;
import sleeper.core.queue.QueueSettings;
import sleeper.core.queue.ReceivedMessage;
import sleeper.core.queue.contract.JobQueueContract;

class SqliteJobQueueTest extends JobQueueContract {

  private final ManualClock clock = new ManualClock();
  @TempDir private Path folder;
  private SqliteInstanceDatabase database;

  @BeforeEach
  void create() {
    database = SqliteInstanceDatabase.create(folder.resolve("instance.db"), Map.of());
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Override
  protected JobQueue queue() {
    return database.jobQueue(
        SETTINGS, new QueueEnvironment(clock, () -> UUID.randomUUID().toString(), clock));
  }

  @Override
  protected void pass(Duration time) {
    clock.advance(time);
  }

  @Test
  void shouldDeliverTheOldestMessageFirst() throws InterruptedException {
    for (int i = 0; i < 3; i++) {
      queue().send("message " + i);
      clock.advance(Duration.ofSeconds(1));
    }

    assertThat(queue().depth().oldestWaiting()).contains(Duration.ofSeconds(3));
    assertThat(queue().receive(3, Duration.ZERO))
        .extracting(ReceivedMessage::body)
        .containsExactly("message 0", "message 1", "message 2");
    assertThat(queue().depth().oldestWaiting()).isEmpty();
  }

  @Test
  void shouldKeepMessagesForWhoeverOpensTheInstanceNext() throws InterruptedException {
    queue().send("message");
    database.close();
    database = SqliteInstanceDatabase.open(folder.resolve("instance.db"));

    assertThat(queue().receive(1, Duration.ZERO)).hasSize(1);
  }

  @Test
  void shouldDeliverEachMessageToOneOfManyReceivers() throws Exception {
    int messages = 60;
    List<String> received = Collections.synchronizedList(new ArrayList<>());
    for (int i = 0; i < messages; i++) {
      queue().send("message " + i);
    }
    ExecutorService receivers = Executors.newFixedThreadPool(4);
    try {
      List<Future<?>> futures = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        futures.add(receivers.submit(() -> receiveAll(received)));
      }
      for (Future<?> future : futures) {
        future.get();
      }
    } finally {
      receivers.shutdownNow();
    }

    assertThat(received).hasSize(messages).doesNotHaveDuplicates();
    assertThat(queue().depth().inFlight()).isZero();
  }

  /** A receiver that has opened the instance by itself, as another process would. */
  private Void receiveAll(List<String> received) throws InterruptedException {
    QueueEnvironment environment =
        new QueueEnvironment(Clock.systemUTC(), () -> UUID.randomUUID().toString(), Thread::sleep);
    try (SqliteInstanceDatabase own = SqliteInstanceDatabase.open(folder.resolve("instance.db"))) {
      JobQueue queue = own.jobQueue(QueueSettings.DEFAULT, environment);
      List<ReceivedMessage> some = queue.receive(2, Duration.ZERO);
      while (!some.isEmpty()) {
        some.forEach(message -> received.add(message.body()));
        some.forEach(queue::delete);
        some = queue.receive(2, Duration.ZERO);
      }
    }
    return null;
  }
}
