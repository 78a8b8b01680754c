package sleeper.aws.chaos;

import java.util.List;

/**
 * A death that has to happen once.
 *
 * @param job the job whose message the process has when it dies, or {@link #ANY}
 * @param steps the steps that it passes in this order, the last of which kills it
 */
record Kill(String job, List<String> steps) {

  /** Jobs that have no death of their own left; collectors are at none. */
  static final String ANY = "*";

  private static final String COLUMN = "\t";
  private static final String THEN = " > ";

  Kill {
    steps = List.copyOf(steps);
  }

  /** Deaths at each of some steps; {@code " > "} stands between steps that follow each other. */
  static List<Kill> each(String job, String... steps) {
    return List.of(steps).stream().map(text -> new Kill(job, List.of(text.split(THEN)))).toList();
  }

  static Kill parse(String line) {
    String[] columns = line.split(COLUMN);
    return new Kill(columns[0], List.of(columns[1].split(THEN)));
  }

  @Override
  public String toString() {
    return job + COLUMN + String.join(THEN, steps);
  }
}
