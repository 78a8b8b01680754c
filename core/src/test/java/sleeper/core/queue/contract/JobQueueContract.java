package sleeper.core.queue.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import sleeper.core.queue.DeadMessage;
import sleeper.core.queue.JobQueue;
import sleeper.core.queue.QueueDepth;
import sleeper.core.queue.QueueSettings;
import sleeper.core.queue.ReceivedMessage;

/**
 * What every job queue has to do. Waits are of whole seconds, so that queues that know no shorter
 * ones pass too.
 */
public abstract class JobQueueContract {

  /** How the queue under test delivers. */
  protected static final QueueSettings SETTINGS = new QueueSettings(Duration.ofSeconds(3), 3);

  private static final Duration MORE_THAN_VISIBILITY = SETTINGS.visibility().plusSeconds(1);

  /** An empty queue with {@link #SETTINGS}; the same each time within one test. */
  protected abstract JobQueue queue();

  /** Lets time pass for the queue. */
  protected abstract void pass(Duration time) throws InterruptedException;

  @Test
  void shouldDeliverWhatWasSent() throws InterruptedException {
    String id = queue().send("{\"ä\":\"😀\"}");

    List<ReceivedMessage> received = receive();

    assertThat(received).hasSize(1);
    assertThat(received.get(0).id()).isEqualTo(id);
    assertThat(received.get(0).body()).isEqualTo("{\"ä\":\"😀\"}");
    assertThat(received.get(0).receiveCount()).isEqualTo(1);
  }

  @Test
  void shouldDeliverNothingWhereThereIsNothing() throws InterruptedException {
    assertThat(queue().receive(10, Duration.ZERO)).isEmpty();
    assertThat(queue().receive(1, Duration.ofSeconds(1))).isEmpty();
  }

  @Test
  void shouldDeliverNoMoreThanAsked() throws InterruptedException {
    for (int i = 0; i < 5; i++) {
      queue().send("message " + i);
    }
    Set<String> bodies = new HashSet<>();
    for (int i = 0; i < 5; i++) {
      List<ReceivedMessage> received = queue().receive(1, Duration.ofSeconds(1));
      assertThat(received).hasSize(1);
      bodies.add(received.get(0).body());
    }

    assertThat(bodies).hasSize(5);
    assertThat(queue().receive(1, Duration.ZERO)).isEmpty();
  }

  @Test
  void shouldNotDeliverAMessageThatIsHeld() throws InterruptedException {
    queue().send("message");
    receive();

    assertThat(queue().receive(1, Duration.ZERO)).isEmpty();
  }

  @Test
  void shouldDeliverAgainWhatWasNotDeletedInTime() throws InterruptedException {
    String id = queue().send("message");
    ReceivedMessage first = receive().get(0);
    pass(MORE_THAN_VISIBILITY);

    ReceivedMessage second = receive().get(0);

    assertThat(second.id()).isEqualTo(id);
    assertThat(second.receiveCount()).isEqualTo(2);
    assertThat(second.receipt()).isNotEqualTo(first.receipt());
  }

  @Test
  void shouldNeverDeliverAgainWhatWasDeleted() throws InterruptedException {
    queue().send("message");
    queue().delete(receive().get(0));
    pass(MORE_THAN_VISIBILITY);

    assertThat(queue().receive(1, Duration.ZERO)).isEmpty();
  }

  @Test
  void shouldHoldAMessageForLonger() throws InterruptedException {
    queue().send("message");
    ReceivedMessage message = receive().get(0);
    pass(Duration.ofSeconds(2));

    assertThat(queue().hold(message, Duration.ofSeconds(4))).isTrue();
    pass(Duration.ofSeconds(2));
    assertThat(queue().receive(1, Duration.ZERO)).isEmpty();
    pass(Duration.ofSeconds(3));
    assertThat(receive()).hasSize(1);
  }

  @Test
  void shouldSayThatAMessageIsNotHeldAnyMore() throws InterruptedException {
    queue().send("message");
    ReceivedMessage first = receive().get(0);
    pass(MORE_THAN_VISIBILITY);
    ReceivedMessage second = receive().get(0);

    assertThat(queue().hold(first, Duration.ofSeconds(60))).isFalse();
    assertThat(queue().hold(second, Duration.ofSeconds(3))).isTrue();
    queue().delete(second);
    assertThat(queue().hold(second, Duration.ofSeconds(3))).isFalse();
  }

  @Test
  void shouldLeaveAMessageToWhoeverReceivedItLast() throws InterruptedException {
    queue().send("message");
    ReceivedMessage first = receive().get(0);
    pass(MORE_THAN_VISIBILITY);
    ReceivedMessage second = receive().get(0);

    queue().giveBack(first, Duration.ZERO);
    assertThat(queue().receive(1, Duration.ZERO)).isEmpty();
    queue().giveBack(second, Duration.ZERO);
    assertThat(receive()).hasSize(1);
  }

  @Test
  void shouldDeliverAtOnceWhatWasGivenBack() throws InterruptedException {
    queue().send("message");
    queue().giveBack(receive().get(0), Duration.ZERO);

    assertThat(receive().get(0).receiveCount()).isEqualTo(2);
  }

  @Test
  void shouldDeliverAfterADelayWhatWasGivenBackWithOne() throws InterruptedException {
    queue().send("message");
    queue().giveBack(receive().get(0), Duration.ofSeconds(2));

    assertThat(queue().receive(1, Duration.ZERO)).isEmpty();
    pass(Duration.ofSeconds(3));
    assertThat(receive()).hasSize(1);
  }

  @Test
  void shouldSetAsideWhatWasReceivedTooOften() throws InterruptedException {
    queue().send("message");
    for (int i = 0; i < SETTINGS.maxReceives(); i++) {
      queue().giveBack(receive().get(0), Duration.ZERO);
    }

    assertThat(queue().receive(1, Duration.ZERO)).isEmpty();
    QueueDepth depth = queue().depth();
    assertThat(depth.dead()).isEqualTo(1);
    assertThat(depth.waiting()).isZero();
    assertThat(depth.inFlight()).isZero();
  }

  @Test
  void shouldCountMessages() throws InterruptedException {
    List<ReceivedMessage> received = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      queue().send("message " + i);
    }
    received.addAll(receive());

    QueueDepth depth = queue().depth();

    assertThat(depth.waiting()).isEqualTo(2);
    assertThat(depth.inFlight()).isEqualTo(1);
    assertThat(depth.dead()).isZero();
    received.forEach(queue()::delete);
    assertThat(queue().depth().inFlight()).isZero();
  }

  @Test
  void shouldStopWaitingWhenInterrupted() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> queue().receive(1, Duration.ofSeconds(20)))
        .isInstanceOf(InterruptedException.class);
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void shouldListWhatWasSetAsideAndLeaveItThere() throws InterruptedException {
    String id = queue().send("message");
    receiveTooOften();

    List<DeadMessage> dead = queue().dead().list(10);

    assertThat(dead).extracting(DeadMessage::id).containsExactly(id);
    assertThat(dead).extracting(DeadMessage::body).containsExactly("message");
    assertThat(queue().dead().list(10)).isEqualTo(dead);
  }

  @Test
  void shouldDeliverAgainWhatIsReplayed() throws InterruptedException {
    queue().send("message");
    receiveTooOften();

    assertThat(queue().dead().replay(all -> true)).isEqualTo(1);

    ReceivedMessage again = receive().get(0);
    assertThat(again.body()).isEqualTo("message");
    assertThat(again.receiveCount()).isEqualTo(1);
    assertThat(queue().dead().list(10)).isEmpty();
    assertThat(queue().dead().replay(all -> true)).isZero();
  }

  /** The id of the message was the job's, and would be another where a service sends it anew. */
  @Test
  void shouldReplayAJobThatHasNoIdUnderTheOneThatItHad() throws InterruptedException {
    String id = queue().send("{\"tableName\":\"t\",\"files\":[\"a\"]}");
    receiveTooOften();

    queue().dead().replay(all -> true);

    ReceivedMessage again = receive().get(0);
    assertThat(again.id().equals(id) || again.body().contains("\"id\":\"" + id + "\"")).isTrue();
  }

  @Test
  void shouldDeleteWhatWasSetAsideAndNothingElse() throws InterruptedException {
    queue().send("dead");
    receiveTooOften();
    queue().send("alive");

    assertThat(queue().dead().delete(all -> true)).isEqualTo(1);

    assertThat(queue().dead().list(10)).isEmpty();
    assertThat(queue().depth().dead()).isZero();
    assertThat(receive().get(0).body()).isEqualTo("alive");
  }

  @Test
  void shouldReplayAndDeleteThoseAloneThatAreMeant() throws InterruptedException {
    for (String body : List.of("one", "two", "three")) {
      queue().send(body);
      receiveTooOften();
    }

    assertThat(queue().dead().replay(message -> message.body().equals("two"))).isEqualTo(1);
    assertThat(queue().dead().delete(message -> message.body().equals("three"))).isEqualTo(1);
    assertThat(queue().dead().delete(none -> false)).isZero();

    assertThat(receive().get(0).body()).isEqualTo("two");
    assertThat(queue().dead().list(10)).extracting(DeadMessage::body).containsExactly("one");
  }

  /** What SQS does with a message that was received too often, it does at the next receive. */
  private void receiveTooOften() throws InterruptedException {
    for (int i = 0; i < SETTINGS.maxReceives(); i++) {
      queue().giveBack(receive().get(0), Duration.ZERO);
    }
    assertThat(queue().receive(1, Duration.ZERO)).isEmpty();
  }

  private List<ReceivedMessage> receive() throws InterruptedException {
    return queue().receive(1, Duration.ofSeconds(2));
  }
}
