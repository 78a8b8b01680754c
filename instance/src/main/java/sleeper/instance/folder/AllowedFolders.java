package sleeper.instance.folder;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import sleeper.core.job.SourcePolicy;

/** Allows files below some folders, whatever links lead to them. */
final class AllowedFolders implements SourcePolicy {

  private final List<Path> folders;

  AllowedFolders(List<String> folders) {
    this.folders = folders.stream().map(Path::of).map(AllowedFolders::real).toList();
  }

  @Override
  public Optional<String> refusal(String path) {
    try {
      Path named = real(Path.of(path));
      return folders.stream().anyMatch(named::startsWith)
          ? Optional.empty()
          : Optional.of("is not in a folder that sleeper.ingest.source.folders allows");
    } catch (InvalidPathException e) {
      return Optional.of("is not a path");
    }
  }

  /** Of a path that is not there, as far as it is there. */
  private static Path real(Path path) {
    Path absolute = path.toAbsolutePath().normalize();
    try {
      return absolute.toRealPath();
    } catch (IOException notThere) {
      Path parent = absolute.getParent();
      return parent == null ? absolute : real(parent).resolve(absolute.getFileName());
    }
  }
}
