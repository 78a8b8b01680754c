package sleeper.instance.aws.requests;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;

/**
 * Counts the requests of the clients that it is attached to. Thread-safe; a request costs it some
 * additions.
 *
 * <p>DynamoDB is asked to say what each request took, which lengthens an answer by some 50 bytes:
 * nothing else knows what items, their indexes and transactions come to. What a refused write took
 * it does not say, so that units are those of requests that succeeded.
 */
public final class RequestCounter {

  private final Map<RequestKind, LongAdder> requests = new ConcurrentHashMap<>();
  private final List<Consumer<RequestKind>> listeners = new ArrayList<>();
  private final LongAdder uploadedBytes = new LongAdder();
  private final DoubleAdder writeUnits = new DoubleAdder();
  private final DoubleAdder readUnits = new DoubleAdder();

  /**
   * Lets the client that is built be counted. Whatever sets the builder's whole override
   * configuration has to come before.
   */
  public <B extends AwsClientBuilder<B, ?>> B attachTo(B builder) {
    return builder.overrideConfiguration(
        builder.overrideConfiguration().toBuilder()
            .addExecutionInterceptor(new CountingInterceptor(this))
            .build());
  }

  /** What was counted so far. */
  public RequestCounts counts() {
    TreeMap<RequestKind, Long> counted = new TreeMap<>();
    requests.forEach((kind, count) -> counted.put(kind, count.sum()));
    return new RequestCounts(counted, uploadedBytes.sum(), writeUnits.sum(), readUnits.sum());
  }

  /** How many requests of a kind were counted so far. */
  public long count(RequestKind kind) {
    LongAdder count = requests.get(kind);
    return count == null ? 0 : count.sum();
  }

  /**
   * Names each kind of request once: those that were counted now, others when they first are, in
   * the thread that makes the request.
   */
  public synchronized void forEachKind(Consumer<RequestKind> listener) {
    requests.keySet().forEach(listener);
    listeners.add(listener);
  }

  void request(RequestKind kind) {
    LongAdder count = requests.get(kind);
    (count == null ? first(kind) : count).increment();
  }

  void uploaded(long bytes) {
    uploadedBytes.add(bytes);
  }

  void wrote(double units) {
    writeUnits.add(units);
  }

  void read(double units) {
    readUnits.add(units);
  }

  private synchronized LongAdder first(RequestKind kind) {
    LongAdder known = requests.get(kind);
    if (known != null) {
      return known;
    }
    LongAdder count = new LongAdder();
    requests.put(kind, count);
    listeners.forEach(listener -> listener.accept(kind));
    return count;
  }
}
