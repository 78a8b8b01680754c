package sleeper.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import sleeper.cli.command.ExitCode;

/** Writes docs/cli.md from the commands themselves. */
final class CommandPage {

  private static final String HEAD =
      """
      # The sleeper command

      Written from the commands themselves; a test says when it is out of date.

      `scripts/sleeper` finds the built jar and a Java (`JAVA_HOME`, or the `java` on the path). The JVM's heap and
      direct memory follow `--memory`; `SLEEPER_JAVA_OPTS` has more JVM flags, which win. Commands start from
      `cli/target/sleeper.jsa`, where the build archived the classes they load, if it fits that Java. Results go to standard
      output, everything said about the work to standard error. `NO_COLOR` turns colours off; they are only used on
      a terminal.

      Every command has these options, before or behind its name:

      """;

  private static final String JSON =
      """

      ## JSON

      With `--json`, a command prints one JSON document on standard output: an array where it lists things, else an
      object; `query` prints an object on each line, and `jobs --watch` an array of the jobs that changed. Members that
      are not known are left out. `files` gives `filename`, `path`, `partition`, `rows` and `bytes` of each file;
      `ingest` the result of the job with `duplicate`, `transactionNumber`, `rowsRead`, `rowsWritten` and its `files`;
      `jobs` the `jobId`, `status`, `since`, `rowsRead`, `rows`, `progress` and `reasons` of each job, and with `--job`
      its `runs` and `inputs` besides. An error is an object with `error` and `exitCode` on standard error.

      ## Exit codes

      | code | meaning |
      |---|---|
      """;

  private final StringBuilder page = new StringBuilder(HEAD);

  private CommandPage() {}

  static String of(CommandLine sleeper) {
    CommandPage writer = new CommandPage();
    writer.options(sleeper.getCommandSpec().options());
    for (CommandLine command : sleeper.getSubcommands().values()) {
      if (!command.getCommandSpec().usageMessage().hidden()) {
        writer.command(command);
      }
    }
    writer.page.append(JSON);
    for (ExitCode code : ExitCode.values()) {
      writer.page.append("| %d | %s |%n".formatted(code.code(), code.meaning()));
    }
    return writer.page.toString().replace(System.lineSeparator(), "\n");
  }

  private void command(CommandLine command) {
    if (!command.getSubcommands().isEmpty()) {
      command.getSubcommands().values().forEach(this::command);
      return;
    }
    CommandSpec spec = command.getCommandSpec();
    page.append("\n## ").append(spec.qualifiedName()).append("\n\n");
    page.append(String.join(" ", spec.usageMessage().description())).append("\n\n```\n");
    page.append(synopsis(command)).append("\n```\n");
    List<OptionSpec> own = spec.options().stream().filter(option -> !option.inherited()).toList();
    if (!own.isEmpty() || !spec.positionalParameters().isEmpty()) {
      page.append("\n| | |\n|---|---|\n");
      spec.positionalParameters().forEach(this::positional);
      own.forEach(this::option);
    }
  }

  private static String synopsis(CommandLine command) {
    return command
        .getHelp()
        .synopsis(0)
        .replaceAll("\\[(-h|--json|--verbose|--dir=FOLDER|--instance=ID)]\\s*", "")
        .replaceAll("\\s+", " ")
        .strip();
  }

  private void options(List<OptionSpec> options) {
    page.append("| | |\n|---|---|\n");
    options.stream().filter(option -> !option.versionHelp()).forEach(this::option);
  }

  private void option(OptionSpec option) {
    String parameter = option.arity().max() == 0 ? "" : " " + option.paramLabel();
    row(String.join(", ", option.names()) + parameter, option.description(), option);
  }

  private void positional(PositionalParamSpec parameter) {
    row(parameter.paramLabel(), parameter.description(), parameter);
  }

  private void row(String name, String[] description, CommandLine.Model.ArgSpec spec) {
    String text = String.join(" ", description).replace("|", "\\|");
    String defaultValue = String.valueOf(spec.defaultValue());
    page.append("| `%s` | %s |%n".formatted(name, text.replace("${DEFAULT-VALUE}", defaultValue)));
  }
}
