package sleeper.statestore.dynamo.commit;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import sleeper.core.ingest.contract.Killed;
import sleeper.statestore.dynamo.commit.HookedClient.Hook;
import software.amazon.awssdk.core.exception.SdkClientException;

/** What happens at a request of a number. */
final class Faults {

  /** Makes what happens in a world at the request of a number. */
  interface Fault {
    Hook at(FaultyWorld world, int request);
  }

  /** The process dies. */
  static final Consumer<FaultyWorld> KILL =
      world -> {
        throw new Killed("at a request");
      };

  /** There is no answer. */
  static final Consumer<FaultyWorld> LOSE =
      world -> {
        throw SdkClientException.create("no answer");
      };

  private Faults() {}

  /** Before the request. */
  static Fault before(Consumer<FaultyWorld> action) {
    return (world, request) ->
        new Hook() {
          private final AtomicInteger requests = new AtomicInteger();

          @Override
          public void before(String operation) {
            act(world, requests, number -> number == request, action);
          }
        };
  }

  /** After the request, before its answer. */
  static Fault after(Consumer<FaultyWorld> action) {
    return after(action, number -> request -> number == request);
  }

  /** After the request, and after each that follows. */
  static Fault from(Consumer<FaultyWorld> action) {
    return after(action, number -> request -> number >= request);
  }

  private interface Comparison {
    IntPredicate of(int number);
  }

  private static Fault after(Consumer<FaultyWorld> action, Comparison comparison) {
    return (world, request) ->
        new Hook() {
          private final AtomicInteger requests = new AtomicInteger();

          @Override
          public void after(String operation) {
            act(world, requests, number -> comparison.of(number).test(request), action);
          }
        };
  }

  private static void act(
      FaultyWorld world, AtomicInteger requests, IntPredicate isNow, Consumer<FaultyWorld> action) {
    if (isNow.test(requests.incrementAndGet())) {
      world.happened();
      action.accept(world);
    }
  }
}
