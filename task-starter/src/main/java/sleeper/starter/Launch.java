package sleeper.starter;

import java.util.List;

/**
 * What became of a request to start tasks.
 *
 * @param started how many were started
 * @param failures a sentence for each reason why others were not
 */
public record Launch(int started, List<String> failures) {

  public Launch {
    if (started < 0) {
      throw new IllegalArgumentException("A number of tasks is not negative: started=" + started);
    }
    failures = List.copyOf(failures);
  }

  /** All were started. */
  public static Launch of(int started) {
    return new Launch(started, List.of());
  }
}
