package sleeper.statestore.memory;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import sleeper.core.queue.DeadMessage;
import sleeper.core.queue.DeadMessages;
import sleeper.core.queue.JobQueue;
import sleeper.core.queue.QueueDepth;
import sleeper.core.queue.QueueEnvironment;
import sleeper.core.queue.QueueSettings;
import sleeper.core.queue.ReceivedMessage;

/** A job queue in memory. */
public final class InMemoryJobQueue implements JobQueue {

  private static final long LOOK_EVERY_MILLIS = 10;

  /**
   * A message in the queue.
   *
   * @param visible from when it can be received
   * @param receipt of the delivery under which it is held, or was last
   */
  private record Queued(
      String body, Instant sent, Instant visible, int receiveCount, @Nullable String receipt) {}

  private final QueueSettings settings;
  private final QueueEnvironment environment;
  private final Map<String, Queued> messages = new LinkedHashMap<>();
  private final List<DeadMessage> dead = new ArrayList<>();

  public InMemoryJobQueue(QueueSettings settings, QueueEnvironment environment) {
    this.settings = settings;
    this.environment = environment;
  }

  @Override
  public List<ReceivedMessage> receive(int most, Duration wait) throws InterruptedException {
    Instant end = now().plus(wait);
    List<ReceivedMessage> received = take(most);
    while (received.isEmpty() && now().isBefore(end)) {
      environment.pause().pause(LOOK_EVERY_MILLIS);
      received = take(most);
    }
    return received;
  }

  @Override
  public synchronized boolean hold(ReceivedMessage message, Duration visibility) {
    Queued held = held(message);
    if (held != null) {
      messages.put(message.id(), visibleAfter(held, visibility));
    }
    return held != null;
  }

  @Override
  public synchronized void delete(ReceivedMessage message) {
    if (held(message) != null) {
      messages.remove(message.id());
    }
  }

  @Override
  public synchronized void giveBack(ReceivedMessage message, Duration delay) {
    Queued held = held(message);
    if (held != null) {
      Queued free = visibleAfter(held, delay);
      messages.put(
          message.id(),
          new Queued(free.body(), free.sent(), free.visible(), free.receiveCount(), null));
      setDeadAside();
    }
  }

  @Override
  public synchronized String send(String body) {
    String id = environment.ids().get();
    Instant now = now();
    messages.put(id, new Queued(body, now, now, 0, null));
    return id;
  }

  @Override
  public synchronized QueueDepth depth() {
    setDeadAside();
    Instant now = now();
    List<Queued> waiting =
        messages.values().stream().filter(message -> isVisible(message, now)).toList();
    Optional<Duration> oldest =
        waiting.stream()
            .map(Queued::sent)
            .min(Instant::compareTo)
            .map(sent -> Duration.between(sent, now));
    return new QueueDepth(waiting.size(), messages.size() - waiting.size(), dead.size(), oldest);
  }

  @Override
  public DeadMessages dead() {
    return new Dead();
  }

  private synchronized List<ReceivedMessage> take(int most) {
    setDeadAside();
    Instant now = now();
    List<ReceivedMessage> received = new ArrayList<>();
    for (Map.Entry<String, Queued> entry : messages.entrySet()) {
      Queued message = entry.getValue();
      if (received.size() < most && isVisible(message, now)) {
        Queued taken =
            new Queued(
                message.body(),
                message.sent(),
                now.plus(settings.visibility()),
                message.receiveCount() + 1,
                environment.ids().get());
        entry.setValue(taken);
        received.add(received(entry.getKey(), taken));
      }
    }
    return received;
  }

  private void setDeadAside() {
    Instant now = now();
    messages
        .entrySet()
        .removeIf(
            entry -> {
              Queued message = entry.getValue();
              boolean isDead =
                  isVisible(message, now) && message.receiveCount() >= settings.maxReceives();
              return isDead
                  && dead.add(new DeadMessage(entry.getKey(), message.body(), message.sent()));
            });
  }

  private @Nullable Queued held(ReceivedMessage message) {
    Queued queued = messages.get(message.id());
    boolean isHeld =
        queued != null && message.receipt().equals(queued.receipt()) && !isVisible(queued, now());
    return isHeld ? queued : null;
  }

  private Queued visibleAfter(Queued message, Duration delay) {
    return new Queued(
        message.body(),
        message.sent(),
        now().plus(delay),
        message.receiveCount(),
        message.receipt());
  }

  private static ReceivedMessage received(String id, Queued message) {
    String receipt = message.receipt() == null ? "" : message.receipt();
    return new ReceivedMessage(id, receipt, message.body(), message.receiveCount());
  }

  private static boolean isVisible(Queued message, Instant now) {
    return !message.visible().isAfter(now);
  }

  private Instant now() {
    return environment.clock().instant();
  }

  private final class Dead implements DeadMessages {

    @Override
    public List<DeadMessage> list(int most) {
      synchronized (InMemoryJobQueue.this) {
        setDeadAside();
        return List.copyOf(dead.subList(0, Math.min(most, dead.size())));
      }
    }

    @Override
    public long replay(Predicate<DeadMessage> which) {
      return take(
          which,
          message ->
              messages.put(
                  message.id(), new Queued(message.body(), message.sentTime(), now(), 0, null)));
    }

    @Override
    public long delete(Predicate<DeadMessage> which) {
      return take(which, message -> {});
    }

    private long take(Predicate<DeadMessage> which, Consumer<DeadMessage> use) {
      synchronized (InMemoryJobQueue.this) {
        setDeadAside();
        List<DeadMessage> taken = dead.stream().filter(which).toList();
        taken.forEach(use);
        dead.removeAll(taken);
        return taken.size();
      }
    }
  }
}
