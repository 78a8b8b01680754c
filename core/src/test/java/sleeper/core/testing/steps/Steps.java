package sleeper.core.testing.steps;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The points that jobs pass on their way, such as {@code before store.commit}; at some of them
 * something happens. Remembers which were passed. Thread-safe.
 */
public final class Steps {

  /** What happens at a point; what it throws is what the port seems to throw. */
  @FunctionalInterface
  public interface Happening {
    /** Lets it happen. */
    void happen() throws IOException;
  }

  private interface Lasting {
    void pass(String point) throws IOException;
  }

  private final List<Planned> planned = new ArrayList<>();
  private final List<Lasting> lasting = new ArrayList<>();
  private final List<String> passed = new ArrayList<>();

  /** Lets something happen when a point is passed for the nth time, counted from 1. */
  public synchronized void at(String point, int times, Happening happening) {
    planned.add(new Planned(point, times, happening));
  }

  /** Lets something happen whenever a step is passed from now on. */
  public synchronized void fromNowOn(Predicate<String> points, Happening happening) {
    lasting.add(
        point -> {
          if (points.test(point)) {
            happening.happen();
          }
        });
  }

  /** Lets nothing more happen. */
  public synchronized void calmDown() {
    lasting.clear();
    planned.clear();
  }

  /** Passes a point: what is to happen there happens. */
  public void pass(String point) throws IOException {
    for (Lasting each : lasting()) {
      each.pass(point);
    }
    for (Planned due : due(point)) {
      due.happening.happen();
    }
  }

  /** How often a point was passed. */
  public synchronized long passed(String point) {
    return passed.stream().filter(point::equals).count();
  }

  private synchronized List<Lasting> lasting() {
    return List.copyOf(lasting);
  }

  private synchronized List<Planned> due(String point) {
    passed.add(point);
    List<Planned> due =
        planned.stream().filter(each -> each.point.equals(point) && --each.times == 0).toList();
    planned.removeAll(due);
    return due;
  }

  private static final class Planned {
    private final String point;
    private final Happening happening;
    private int times;

    Planned(String point, int times, Happening happening) {
      this.point = point;
      this.times = times;
      this.happening = happening;
    }
  }
}
