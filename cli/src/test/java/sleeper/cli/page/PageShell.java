package sleeper.cli.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One bash for the commands of a page. In it {@code sleeper} is a function that hands its words to
 * this process, which runs the command: to start a JVM for each would take a second each time.
 */
final class PageShell implements AutoCloseable {

  private static final int TIMEOUT_SECONDS = 120;

  private final Path folder;
  private final CommandServer server = CommandServer.start();

  PageShell(Path folder) throws IOException {
    this.folder = folder;
  }

  /**
   * Runs lines in the folder, until one of them fails, with these variables besides those that
   * there are.
   *
   * @return the lines, and after each what it printed
   */
  String run(List<String> lines, Map<String, String> variables) throws Exception {
    Path script = folder.resolve("page.sh");
    Files.writeString(script, functions() + "set -ev\n" + String.join("\n", lines) + "\n");
    ProcessBuilder bash =
        new ProcessBuilder("bash", script.toString())
            .directory(folder.toFile())
            .redirectErrorStream(true);
    bash.environment().keySet().removeAll(List.of("SLEEPER_DIR", "SLEEPER_INSTANCE"));
    bash.environment().putAll(variables);
    bash.environment().put("PAGE_PORT", Integer.toString(server.port()));
    return finish(bash.start());
  }

  private static String finish(Process process) throws Exception {
    try {
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
        throw new TimeoutException(output);
      }
      assertThat(process.exitValue()).as(output).isZero();
      return output;
    } finally {
      process.destroyForcibly();
    }
  }

  private static String functions() throws IOException {
    try (InputStream text = PageShell.class.getResourceAsStream("functions.sh")) {
      return new String(text.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
