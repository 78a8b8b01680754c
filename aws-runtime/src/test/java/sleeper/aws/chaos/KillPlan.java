package sleeper.aws.chaos;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import sleeper.core.testing.steps.Steps;

/**
 * The deaths of all processes of a test, each of which happens once: the process that makes the
 * file of a death dies it, and nobody else does. Kept in a folder. Thread-safe.
 */
final class KillPlan {

  /** What a process that was killed by itself ends with. */
  static final int EXIT = 77;

  /** The step that is passed whenever a file is read while rows are spilled. */
  static final String SPILLING = "while spilling";

  private final Path folder;
  private final List<Kill> kills;

  private KillPlan(Path folder, List<Kill> kills) {
    this.folder = folder;
    this.kills = List.copyOf(kills);
  }

  static KillPlan create(Path folder, List<Kill> kills) throws IOException {
    Files.createDirectories(folder);
    Files.write(folder.resolve("plan"), kills.stream().map(Kill::toString).toList());
    return new KillPlan(folder, kills);
  }

  static KillPlan open(Path folder) throws IOException {
    List<String> lines = Files.readAllLines(folder.resolve("plan"));
    return new KillPlan(folder, lines.stream().map(Kill::parse).toList());
  }

  Path folder() {
    return folder;
  }

  /** The deaths that have not happened. */
  List<Kill> left() {
    return IntStream.range(0, kills.size())
        .filter(number -> !Files.exists(marker(number)))
        .mapToObj(kills::get)
        .toList();
  }

  /** The steps at which nobody has died, of whatever job. */
  List<List<String>> neverHappened() {
    List<Kill> left = left();
    Set<List<String>> happened =
        kills.stream()
            .filter(kill -> !left.contains(kill))
            .map(Kill::steps)
            .collect(Collectors.toSet());
    return left.stream().map(Kill::steps).filter(steps -> !happened.contains(steps)).toList();
  }

  /** Lets this process die at the steps of a job, or at those of any job if it has none left. */
  void arm(String job, Steps steps) {
    steps.calmDown();
    steps.fromNowOn("after file.readFully"::equals, () -> passIfSpilling(steps));
    List<Integer> own = leftOf(job);
    for (int number : own.isEmpty() ? leftOf(Kill.ANY) : own) {
      await(steps, kills.get(number).steps(), marker(number));
    }
  }

  private List<Integer> leftOf(String job) {
    return IntStream.range(0, kills.size())
        .filter(number -> kills.get(number).job().equals(job) && !Files.exists(marker(number)))
        .boxed()
        .toList();
  }

  private static void passIfSpilling(Steps steps) throws IOException {
    if (OpenSpills.bytes() > 0) {
      steps.pass(SPILLING);
    }
  }

  private static void await(Steps steps, List<String> points, Path marker) {
    List<String> rest = points.subList(1, points.size());
    steps.at(
        points.get(0),
        1,
        () -> {
          if (rest.isEmpty()) {
            die(marker);
          } else {
            await(steps, rest, marker);
          }
        });
  }

  private static void die(Path marker) throws IOException {
    try {
      Files.createFile(marker);
    } catch (FileAlreadyExistsException anotherDied) {
      return;
    }
    Runtime.getRuntime().halt(EXIT);
  }

  private Path marker(int number) {
    return folder.resolve("died-" + number);
  }
}
