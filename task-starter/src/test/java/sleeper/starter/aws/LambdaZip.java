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
final class LambdaZip {

  static final Path FILE = SharedData.projectRoot().resolve("task-starter/target/task-starter.zip");

  private LambdaZip() {}

  /** The names of all files, those within its jars included. */
  static List<String> names() throws IOException {
    List<String> names = new ArrayList<>();
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(FILE))) {
      addNames(zip, names);
    }
    return names;
  }

  /** Unpacks it as Lambda does. */
  static void unpack(Path folder) throws IOException {
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(FILE))) {
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
