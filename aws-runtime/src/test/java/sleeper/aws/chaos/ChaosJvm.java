package sleeper.aws.chaos;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * How JVMs of {@link ChaosProcess} are started: many of them, and each for a moment only, so that
 * they share an archive of classes, which the first one leaves when it ends.
 */
final class ChaosJvm {

  private final List<String> command;
  private final Path archive;

  private ChaosJvm(List<String> command, Path archive) {
    this.command = List.copyOf(command);
    this.archive = archive;
  }

  /**
   * The JVM of this process with its class path.
   *
   * @param folder an empty one
   */
  static ChaosJvm in(Path folder) throws IOException {
    Files.createDirectories(folder);
    return new ChaosJvm(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx384m",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-XX:-UsePerfData",
            "-Xlog:disable",
            "-Dlogback.configurationFile=chaos-logback.xml",
            "--add-opens=java.base/java.nio=ALL-UNNAMED",
            "-cp",
            jarsOnly(folder)),
        folder.resolve("classes.jsa"));
  }

  /** The command of a process. */
  List<String> command(String kind, List<String> arguments) {
    List<String> all = new ArrayList<>(command);
    all.add(
        1,
        (Files.exists(archive) ? "-XX:SharedArchiveFile=" : "-XX:ArchiveClassesAtExit=") + archive);
    all.add(ChaosProcess.class.getName());
    all.add(kind);
    all.addAll(arguments);
    return all;
  }

  /**
   * The class path with every folder as a jar, since nothing is archived where there are folders.
   * The manifest of DynamoDB Local names one, and only the test itself runs servers.
   */
  private static String jarsOnly(Path folder) throws IOException {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    List<String> jars = new ArrayList<>();
    for (String entry : classPath.split(File.pathSeparator)) {
      Path path = Path.of(entry);
      if (Files.isDirectory(path)) {
        Path jar = folder.resolve(jars.size() + ".jar");
        write(path, jar);
        jars.add(jar.toString());
      } else if (!path.getFileName().toString().startsWith("DynamoDBLocal")) {
        jars.add(entry);
      }
    }
    return String.join(File.pathSeparator, jars);
  }

  private static void write(Path classes, Path jar) throws IOException {
    try (OutputStream file = Files.newOutputStream(jar);
        ZipOutputStream zip = new ZipOutputStream(file);
        Stream<Path> paths = Files.walk(classes)) {
      zip.setLevel(0);
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        zip.putNextEntry(new ZipEntry(classes.relativize(path).toString()));
        Files.copy(path, zip);
        zip.closeEntry();
      }
    }
  }
}
