package sleeper.starter.aws;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import sleeper.core.testing.SharedData;

/** What the build makes for Lambda. */
public final class LambdaZip {

  private final Path file;

  private LambdaZip(Path file) {
    this.file = file;
  }

  /** The zip at a path below the root of the project. */
  public static LambdaZip at(String path) {
    return new LambdaZip(SharedData.projectRoot().resolve(path));
  }

  /** Where it is. */
  public Path file() {
    return file;
  }

  /** The names of all files, those within its jars included. */
  public List<String> names() throws IOException {
    List<String> names = new ArrayList<>();
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
      addNames(zip, names);
    }
    return names;
  }

  /** Unpacks it as Lambda does. */
  public void unpack(Path folder) throws IOException {
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Path target = folder.resolve(entry.getName());
        if (entry.isDirectory()) {
          Files.createDirectories(target);
        } else {
          Files.createDirectories(target.getParent());
          Files.copy(zip, target);
        }
      }
    }
  }

  private static void addNames(ZipInputStream zip, List<String> names) throws IOException {
    for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
      names.add(entry.getName());
      if (entry.getName().endsWith(".jar")) {
        addNames(new ZipInputStream(zip), names);
      }
    }
  }
}
