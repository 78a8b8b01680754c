package sleeper.core.ingest;

import java.util.ArrayList;
import java.util.List;

/**
 * What the collector did.
 *
 * @param runsFenced runs that were taken for dead and can never commit now
 * @param runsSwept dead runs whose uploads were deleted for the first time
 * @param runsForgotten dead runs that were swept again and are done with
 * @param objectsSwept objects of dead runs that were deleted
 * @param filesDeleted data files that no version refers to and that were deleted
 * @param tablesDeleted dropped tables whose objects were all deleted
 * @param problems what could not be done, a sentence each; the next collection tries again
 */
public record CollectReport(
    int runsFenced,
    int runsSwept,
    int runsForgotten,
    int objectsSwept,
    int filesDeleted,
    int tablesDeleted,
    List<String> problems) {

  /** Nothing was to be done. */
  public static final CollectReport NOTHING = new CollectReport(0, 0, 0, 0, 0, 0, List.of());

  public CollectReport {
    problems = List.copyOf(problems);
  }

  /** This and another report in one. */
  public CollectReport plus(CollectReport other) {
    List<String> all = new ArrayList<>(problems);
    all.addAll(other.problems);
    return new CollectReport(
        runsFenced + other.runsFenced,
        runsSwept + other.runsSwept,
        runsForgotten + other.runsForgotten,
        objectsSwept + other.objectsSwept,
        filesDeleted + other.filesDeleted,
        tablesDeleted + other.tablesDeleted,
        all);
  }

  static CollectReport ofSweep(boolean fenced, int objects) {
    return new CollectReport(fenced ? 1 : 0, 1, 0, objects, 0, 0, List.of());
  }

  static CollectReport ofLastSweep(int objects) {
    return new CollectReport(0, 0, 1, objects, 0, 0, List.of());
  }

  static CollectReport ofFiles(int files) {
    return new CollectReport(0, 0, 0, 0, files, 0, List.of());
  }

  static CollectReport ofTable() {
    return new CollectReport(0, 0, 0, 0, 0, 1, List.of());
  }

  static CollectReport ofProblem(String problem) {
    return new CollectReport(0, 0, 0, 0, 0, 0, List.of(problem));
  }
}
