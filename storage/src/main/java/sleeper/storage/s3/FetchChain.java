package sleeper.storage.s3;

import java.util.List;
import java.util.concurrent.Executor;

/** Fetches that are read one after the other; the next begins when one is read. Thread-safe. */
final class FetchChain {

  private final List<Fetch> steps;
  private final Executor executor;
  private int current;

  FetchChain(List<Fetch> steps, Executor executor) {
    this.steps = steps;
    this.executor = executor;
  }

  /** Begins the first. */
  void begin() {
    if (!steps.isEmpty()) {
      steps.get(0).ahead(executor);
    }
  }

  /** Moves to a step: forgets the one that was read before and begins the one that follows. */
  synchronized Fetch at(int step) {
    if (step != current) {
      steps.get(current).drop();
      current = step;
    }
    if (step + 1 < steps.size()) {
      steps.get(step + 1).ahead(executor);
    }
    return steps.get(step);
  }
}
