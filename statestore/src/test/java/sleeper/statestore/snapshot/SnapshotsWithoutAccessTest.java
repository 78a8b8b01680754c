package sleeper.statestore.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import sleeper.core.statestore.FileReference;
import sleeper.core.statestore.transaction.AddFiles;
import sleeper.core.statestore.transaction.AddFilesOrigin;
import sleeper.core.statestore.transaction.FilesState;

/** A program that was started without the option that Arrow needs. */
class SnapshotsWithoutAccessTest {

  /** What the program does. */
  static final class WritingProgram {

    private WritingProgram() {}

    public static void main(String[] args) {
      FilesState state =
          FilesState.empty()
              .apply(
                  1,
                  Instant.EPOCH,
                  AddFiles.of(
                      AddFilesOrigin.UNSAID, List.of(FileReference.wholeFile("mem:a", "root", 1))));
      for (int attempt = 0; attempt < 2; attempt++) {
        try {
          new ArrowSnapshots().writeFiles(state, new ByteArrayOutputStream());
          System.out.println("written");
        } catch (IOException e) {
          System.out.println("refused: " + e.getMessage());
        }
      }
    }
  }

  @Test
  void shouldSayWhichOptionIsMissingRatherThanEndTheProgram() throws Exception {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-cp",
                classPath,
                WritingProgram.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).isZero();
    assertThat(output.lines().filter(line -> line.startsWith("refused")))
        .hasSize(2)
        .allSatisfy(
            line -> assertThat(line).contains("--add-opens=java.base/java.nio=ALL-UNNAMED"));
    assertThat(output).doesNotContain("written");
  }
}
