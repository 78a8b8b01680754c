package sleeper.storage.local;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sleeper.core.storage.ObjectKeys;
import sleeper.core.storage.ObjectStore;
import sleeper.core.storage.ObjectWriter;
import sleeper.core.storage.ReadableObject;

/**
 * Keeps objects as files below a folder.
 *
 * <p>The filename of an object is its key, so that the folder can be moved. An object is written to
 * a hidden file beside its place, synced, and linked into place, which fails if the name is taken.
 */
public final class LocalObjectStore implements ObjectStore {

  private final Path root;

  /** A store below a folder, which need not exist yet. */
  public LocalObjectStore(Path root) {
    this.root = root.toAbsolutePath().normalize();
  }

  @Override
  public String filenameOf(String key) {
    resolve(key);
    return key;
  }

  @Override
  public String externalName(String filename) {
    return resolve(filename).toString();
  }

  @Override
  public ObjectWriter create(String key) throws IOException {
    return LocalObjectWriter.open(resolve(key));
  }

  @Override
  public ReadableObject open(String filename) throws IOException {
    Path path = resolve(filename);
    return LocalReadableObject.open(path, path.toString());
  }

  @Override
  public void delete(String filename) throws IOException {
    Path path = resolve(filename);
    if (Files.deleteIfExists(path)) {
      deleteEmptyParents(path);
    }
  }

  @Override
  public List<String> list(String keyPrefix) throws IOException {
    List<String> keys = new ArrayList<>();
    for (Path file : filesBelow(folderOf(keyPrefix))) {
      keys.add(root.relativize(file).toString().replace('\\', '/'));
    }
    Collections.sort(keys);
    return keys;
  }

  @Override
  public int deleteAll(String keyPrefix) throws IOException {
    Path folder = folderOf(keyPrefix);
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    DeletingVisitor visitor = new DeletingVisitor();
    Files.walkFileTree(folder, visitor);
    deleteEmptyParents(folder);
    return visitor.deleted;
  }

  private Path folderOf(String keyPrefix) {
    return root.resolve(ObjectKeys.checkedPrefix(keyPrefix));
  }

  private Path resolve(String key) {
    return root.resolve(ObjectKeys.checked(key));
  }

  private static List<Path> filesBelow(Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    if (!Files.isDirectory(folder)) {
      return files;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            files.add(file);
            return FileVisitResult.CONTINUE;
          }
        });
    return files;
  }

  /** Folders are no objects: those that became empty go, so that nothing is left of a run. */
  private void deleteEmptyParents(Path path) throws IOException {
    Path parent = path.getParent();
    while (parent != null && parent.startsWith(root) && !parent.equals(root)) {
      try {
        Files.deleteIfExists(parent);
      } catch (java.nio.file.DirectoryNotEmptyException e) {
        return;
      }
      parent = parent.getParent();
    }
  }

  private static final class DeletingVisitor extends SimpleFileVisitor<Path> {

    private int deleted;

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      if (Files.deleteIfExists(file)) {
        deleted++;
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
      if (e instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE;
      }
      throw e;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e)
        throws IOException {
      if (e != null) {
        throw e;
      }
      Files.deleteIfExists(folder);
      return FileVisitResult.CONTINUE;
    }
  }
}
