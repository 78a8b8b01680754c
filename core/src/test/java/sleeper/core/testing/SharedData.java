package sleeper.core.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/**
 * Finds the real files that lie beside the project's folder. A test that asks for one is skipped,
 * with a message, where they are not there.
 */
public final class SharedData {

  private SharedData() {}

  /**
   * A file or folder of the real data sets.
   *
   * @param relative the path below {@code ../shared/data}
   * @return the existing path; otherwise the calling test is skipped
   */
  public static Path data(String relative) {
    return existing("data", relative);
  }

  /**
   * A file or folder of the format descriptions and of the tables that Sleeper itself wrote.
   *
   * @param relative the path below {@code ../shared/formats}
   * @return the existing path; otherwise the calling test is skipped
   */
  public static Path formats(String relative) {
    return existing("formats", relative);
  }

  /**
   * The root folder of the project, whichever module's folder the test was started in.
   *
   * @return the folder that holds the parent pom
   */
  public static Path projectRoot() {
    Path start = Path.of("").toAbsolutePath();
    for (Path folder = start; folder != null; folder = folder.getParent()) {
      if (isProjectRoot(folder)) {
        return folder;
      }
    }
    throw new IllegalStateException("The project's root is not above folder=" + start);
  }

  private static Path existing(String kind, String relative) {
    Path path = projectRoot().resolveSibling("shared").resolve(kind).resolve(relative);
    if (!Files.exists(path)) {
      Assumptions.abort(
          "real data ../shared/%s is not there: skipped (file=%s)".formatted(kind, relative));
    }
    return path;
  }

  private static boolean isProjectRoot(Path folder) {
    return Files.isRegularFile(folder.resolve("pom.xml"))
        && Files.isDirectory(folder.resolve("core"))
        && Files.isDirectory(folder.resolve("cli"));
  }
}
