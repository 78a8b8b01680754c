package sleeper.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.ParseResult;
import sleeper.cli.command.CommandContext;
import sleeper.cli.command.CommonOptions;
import sleeper.cli.command.ErrorHandler;
import sleeper.cli.command.ExitCode;
import sleeper.cli.terminal.Terminal;

/** The command line: its commands, how it is parsed, run, and how errors are told. */
public final class SleeperCommandLine {

  private final CommandContext context;
  private final CommonOptions options = new CommonOptions();
  private final ErrorHandler errors;

  public SleeperCommandLine(CommandContext context) {
    this.context = context;
    this.errors = new ErrorHandler(context.terminal(), options);
  }

  /** Runs one command and returns its exit code; nothing is thrown. */
  public int run(String... arguments) {
    try {
      int code = commandLine().execute(arguments);
      return code == ExitCode.OK.code() ? finished() : code;
    } catch (Error e) {
      return errors.report(e);
    } finally {
      context.terminal().out().flush();
      context.terminal().err().flush();
    }
  }

  /** A result that was not written out, as to a full disk, is none. */
  private int finished() {
    try {
      context.terminal().finish();
      return ExitCode.OK.code();
    } catch (IOException e) {
      return errors.report(new IOException("Could not write the result: " + e.getMessage(), e));
    }
  }

  /** The tree of commands. */
  CommandLine commandLine() {
    Terminal terminal = context.terminal();
    CommandLine commandLine = new CommandLine(new SleeperCommand(options));
    Commands.addAll(commandLine, context, options);
    commandLine
        .setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8))
        .setColorScheme(colours(terminal))
        .setUsageHelpWidth(Math.min(100, Math.max(80, terminal.traits().columns())))
        .setUsageHelpAutoWidth(false)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setAbbreviatedOptionsAllowed(false)
        .setParameterExceptionHandler(errors)
        .setExecutionExceptionHandler(errors)
        .setExecutionStrategy(this::execute);
    keepOrderOfOptions(commandLine);
    listExitCodes(commandLine);
    return commandLine;
  }

  /** The level has to be set before the first logger is made. */
  private int execute(ParseResult parsed) {
    if (options.verbose()) {
      System.setProperty("sleeper.log.level", "DEBUG");
      System.setProperty("sleeper.log.libraries.level", "WARN");
    }
    return new CommandLine.RunLast().execute(parsed);
  }

  private static ColorScheme colours(Terminal terminal) {
    boolean coloured = terminal.traits().outIsTerminal() && terminal.traits().colours();
    return CommandLine.Help.defaultColorScheme(coloured ? Ansi.ON : Ansi.OFF);
  }

  private static void keepOrderOfOptions(CommandLine commandLine) {
    commandLine.getCommandSpec().usageMessage().sortOptions(false);
    commandLine.getSubcommands().values().forEach(SleeperCommandLine::keepOrderOfOptions);
  }

  private static void listExitCodes(CommandLine commandLine) {
    Map<String, String> meanings = new LinkedHashMap<>();
    for (ExitCode code : ExitCode.values()) {
      meanings.put(Integer.toString(code.code()), code.meaning());
    }
    commandLine
        .getCommandSpec()
        .usageMessage()
        .exitCodeListHeading("%nExit codes:%n")
        .exitCodeList(meanings);
  }
}
