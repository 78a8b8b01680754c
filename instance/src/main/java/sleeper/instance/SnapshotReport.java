package sleeper.instance;

import java.util.ArrayList;
import java.util.List;

/**
 * What became of the snapshots of an instance.
 *
 * @param tables how many tables were looked at
 * @param written how many snapshots were written
 * @param problems what could not be written, a sentence each; the next time tries again
 */
public record SnapshotReport(int tables, int written, List<String> problems) {

  /** Nothing was looked at. */
  static final SnapshotReport NOTHING = new SnapshotReport(0, 0, List.of());

  public SnapshotReport {
    problems = List.copyOf(problems);
  }

  SnapshotReport withTable(int snapshots) {
    return new SnapshotReport(tables + 1, written + snapshots, problems);
  }

  SnapshotReport withProblem(String problem) {
    List<String> all = new ArrayList<>(problems);
    all.add(problem);
    return new SnapshotReport(tables + 1, written, all);
  }
}
