package sleeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import sleeper.cli.command.CommandContext;
import sleeper.cli.terminal.Terminal;
import sleeper.cli.terminal.TerminalTraits;
import sleeper.core.json.Json;

/**
 * A command that was run in this process.
 *
 * @param code its exit code
 * @param bytes what it wrote to standard output
 * @param err what it wrote to standard error
 */
public record CommandRun(int code, byte[] bytes, String err) {

  /** Runs a command in a working folder, with its output going to files. */
  public static CommandRun in(Path folder, String... arguments) {
    return run(folder, TerminalTraits.PLAIN, Map.of(), arguments);
  }

  /** Runs a command in a working folder, with somebody watching. */
  public static CommandRun onTerminal(Path folder, String... arguments) {
    return run(folder, new TerminalTraits(true, true, 100, false), Map.of(), arguments);
  }

  /** Runs a command with these environment variables. */
  public static CommandRun run(
      Path folder, TerminalTraits traits, Map<String, String> environment, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    CommandContext context =
        new CommandContext(new Terminal(out, err, traits), environment, folder);
    int code = new SleeperCommandLine(context).run(arguments);
    return new CommandRun(code, out.toByteArray(), err.toString(StandardCharsets.UTF_8));
  }

  /** What it wrote to standard output, as text. */
  public String out() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** What it wrote to standard output, as JSON. */
  public JsonNode json() {
    return Json.parse("output", succeeded().out());
  }

  /** Itself, if it succeeded. */
  public CommandRun succeeded() {
    assertThat(code).as(err).isZero();
    return this;
  }

  /** Asserts that it failed with this exit code and this one sentence. */
  public void failed(int expectedCode, String sentence) {
    assertThat(err.lines().findFirst()).contains("error: " + sentence);
    assertThat(err).doesNotContain("\tat ");
    assertThat(code).isEqualTo(expectedCode);
    assertThat(out()).isEmpty();
  }
}
