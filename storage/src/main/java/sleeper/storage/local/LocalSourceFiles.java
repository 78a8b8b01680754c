package sleeper.storage.local;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import sleeper.core.error.InvalidInput;
import sleeper.core.storage.ReadableObject;
import sleeper.core.storage.SourceFile;
import sleeper.core.storage.SourceFiles;

/** Input files on this machine. Relative paths are below the working folder. */
public final class LocalSourceFiles implements SourceFiles {

  @Override
  public List<SourceFile> find(List<String> paths, String suffix) throws IOException {
    List<SourceFile> found = new ArrayList<>();
    for (String path : paths) {
      found.addAll(findOne(path, suffix));
    }
    return found;
  }

  @Override
  public ReadableObject open(SourceFile file) throws IOException {
    return LocalReadableObject.open(Path.of(file.name()), file.name());
  }

  private static List<SourceFile> findOne(String text, String suffix) throws IOException {
    Path path = parse(text);
    if (Files.isRegularFile(path)) {
      return List.of(sourceFile(path, Files.readAttributes(path, BasicFileAttributes.class)));
    }
    if (!Files.isDirectory(path)) {
      throw new InvalidInput("Input " + text + " does not exist, or is neither file nor folder");
    }
    List<SourceFile> below = filesBelow(path, suffix);
    if (below.isEmpty()) {
      throw new InvalidInput(
          "Input folder " + text + " has no files that end in " + suffix + " in it");
    }
    return below;
  }

  private static Path parse(String text) {
    try {
      return Path.of(text).toAbsolutePath().normalize();
    } catch (InvalidPathException e) {
      throw new InvalidInput("Input " + text + " is not a path: " + e.getReason(), e);
    }
  }

  private static List<SourceFile> filesBelow(Path named, String suffix) throws IOException {
    // The folder itself may be a link; links to folders below it could lead round in circles.
    Path folder = Files.isSymbolicLink(named) ? named.toRealPath() : named;
    List<SourceFile> found = new ArrayList<>();
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path child, BasicFileAttributes attributes) {
            return isHidden(child) && !child.equals(folder)
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (!isHidden(file) && file.toString().endsWith(suffix) && Files.isRegularFile(file)) {
              found.add(sourceFile(file, Files.readAttributes(file, BasicFileAttributes.class)));
            }
            return FileVisitResult.CONTINUE;
          }
        });
    found.sort(Comparator.comparing(SourceFile::name));
    return found;
  }

  private static boolean isHidden(Path path) {
    Path name = path.getFileName();
    return name != null && (name.toString().startsWith(".") || name.toString().startsWith("_"));
  }

  private static SourceFile sourceFile(Path path, BasicFileAttributes attributes) {
    return new SourceFile(
        path.toString(), attributes.size(), attributes.lastModifiedTime().toString());
  }
}
