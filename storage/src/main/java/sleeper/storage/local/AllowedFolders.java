package sleeper.storage.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import sleeper.core.job.SourcePolicy;

/**
 * Allows files in some folders of this machine, and whatever is below them. A link counts as what
 * it leads to, so that none leads out of them.
 */
public final class AllowedFolders implements SourcePolicy {

  private static final String REFUSED =
      "is not in a folder that sleeper.ingest.source.folders allows";

  private final List<Path> folders;

  /** A policy that allows these folders, and no others. */
  public AllowedFolders(Collection<String> folders) {
    this.folders = folders.stream().map(Path::of).map(AllowedFolders::realPath).toList();
  }

  @Override
  public Optional<String> refusal(String path) {
    try {
      Path real = realPath(Path.of(path));
      return folders.stream().anyMatch(real::startsWith) ? Optional.empty() : Optional.of(REFUSED);
    } catch (InvalidPathException e) {
      return Optional.of("is not a path");
    }
  }

  /** What is not there has no links in it that lead anywhere, but a folder above it may be one. */
  private static Path realPath(Path path) {
    Path absolute = path.toAbsolutePath().normalize();
    Path parent = absolute.getParent();
    if (parent == null) {
      return absolute;
    }
    try {
      return absolute.toFile().exists()
          ? absolute.toRealPath()
          : realPath(parent).resolve(absolute.getFileName());
    } catch (IOException e) {
      throw new UncheckedIOException("It cannot be told where path %s leads".formatted(path), e);
    }
  }
}
