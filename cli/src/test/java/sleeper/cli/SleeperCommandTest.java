package sleeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import sleeper.cli.command.CommandContext;
import sleeper.cli.terminal.Terminal;
import sleeper.cli.terminal.TerminalTraits;

class SleeperCommandTest {

  @TempDir private Path folder;

  @Test
  void shouldWarmUpInSilence() {
    CommandRun warm = CommandRun.in(folder, "warm-up").succeeded();

    assertThat(warm.out()).isEmpty();
    assertThat(warm.err()).isEmpty();
    assertThat(CommandRun.in(folder, "--help").out()).doesNotContain("warm-up");
  }

  @Test
  void shouldFailWhereTheResultCannotBeWritten() {
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int value) throws IOException {
            throw new IOException("No space left on device");
          }
        };
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Terminal terminal = new Terminal(full, err, TerminalTraits.PLAIN);

    int code = new SleeperCommandLine(new CommandContext(terminal, Map.of(), folder)).run("init");

    assertThat(code).isEqualTo(1);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .isEqualToIgnoringNewLines("error: Could not write the result: No space left on device");
  }

  @Test
  void shouldListCommandsAndExitCodesInTheHelp() {
    CommandRun help = CommandRun.in(folder, "--help").succeeded();

    assertThat(help.out())
        .contains("init", "table", "ingest", "query", "status", "partitions", "files", "jobs")
        .contains("collect", "completion")
        .contains("130   interrupted");
  }

  @Test
  void shouldShowTheVersion() {
    assertThat(CommandRun.in(folder, "--version").succeeded().out())
        .startsWith("sleeper ")
        .contains("Java " + Runtime.version());
  }

  @Test
  void shouldAskForACommand() {
    CommandRun.in(folder).failed(2, "A command is missing; sleeper --help lists them");
    CommandRun.in(folder, "table")
        .failed(
            2,
            "What to do with a table is missing: create, list, describe, drop, clear, add-column");
  }

  @Test
  void shouldSuggestWhatMayHaveBeenMeant() {
    CommandRun.in(folder, "tabel", "list")
        .failed(2, "There is no command tabel; did you mean table?");
    CommandRun.in(folder, "query", "x", "--lmit", "3")
        .failed(2, "There is no option --lmit; did you mean --limit?");
    CommandRun.in(folder, "status", "a", "b").failed(2, "The argument b is one too many");
  }

  @Test
  void shouldPointToTheHelpOfTheCommand() {
    assertThat(CommandRun.in(folder, "table", "create").err())
        .endsWith("Try: sleeper table create --help" + System.lineSeparator());
  }

  @Test
  void shouldReportErrorsAsJsonToPrograms() {
    CommandRun failed = CommandRun.in(folder, "--json", "status");

    assertThat(failed.code()).isEqualTo(3);
    assertThat(failed.out()).isEmpty();
    assertThat(failed.err()).startsWith("{").contains("\"exitCode\" : 3", "There is no instance");
  }

  @Test
  void shouldShowWhereAnErrorComesFromOnDemand() {
    assertThat(CommandRun.in(folder, "status", "--verbose").err())
        .startsWith("error: There is no instance in folder")
        .contains("\tat sleeper.");
  }

  @Test
  void shouldFindTheInstanceByOptionThenVariableThenWorkingFolder() {
    CommandRun.in(folder, "--dir", "a", "init").succeeded();
    CommandRun.in(folder, "init", "--dir", "b").succeeded();

    assertThat(status(folder, Map.of("SLEEPER_DIR", "a"), "--dir", "b")).endsWith("b");
    assertThat(status(folder, Map.of("SLEEPER_DIR", "a"))).endsWith("a");
    assertThat(status(folder.resolve("b"), Map.of("SLEEPER_DIR", ""))).endsWith("b");
    CommandRun.in(folder, "status")
        .failed(
            3,
            "There is no instance in folder "
                + folder
                + "; make one with sleeper init, or name another folder with --dir or SLEEPER_DIR");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ingest", "query", "table create", "files"})
  void shouldHaveHelpForEachCommand(String command) {
    String[] words = (command + " --help").strip().split(" ");

    assertThat(CommandRun.in(folder, words).succeeded().out())
        .startsWith("Usage: sleeper " + command)
        .contains("--dir", "--json", "--verbose", "--help");
  }

  @Test
  void shouldDescribeEveryCommandAndOption() {
    describe(commandLine());
  }

  @Test
  void shouldPrintACompletionScript() {
    assertThat(CommandRun.in(folder, "completion").succeeded().out())
        .startsWith("#!/usr/bin/env bash")
        .contains("--row-key", "--as-of", "partitions");
  }

  private static void describe(CommandLine commandLine) {
    String name = commandLine.getCommandSpec().qualifiedName();
    assertThat(commandLine.getCommandSpec().usageMessage().description()).as(name).isNotEmpty();
    for (OptionSpec option : commandLine.getCommandSpec().options()) {
      assertThat(option.description()).as(name + " " + option.longestName()).isNotEmpty();
    }
    commandLine.getSubcommands().values().forEach(SleeperCommandTest::describe);
  }

  private CommandLine commandLine() {
    Terminal terminal =
        new Terminal(
            java.io.OutputStream.nullOutputStream(),
            java.io.OutputStream.nullOutputStream(),
            TerminalTraits.PLAIN);
    return new SleeperCommandLine(new CommandContext(terminal, Map.of(), folder)).commandLine();
  }

  private static String status(Path in, Map<String, String> environment, String... options) {
    String[] arguments = new String[options.length + 2];
    arguments[0] = "status";
    arguments[1] = "--json";
    System.arraycopy(options, 0, arguments, 2, options.length);
    return CommandRun.run(in, TerminalTraits.PLAIN, environment, arguments)
        .json()
        .get("folder")
        .asText();
  }
}
