package sleeper.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.util.Collection;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;
import sleeper.cli.terminal.Terminal;
import sleeper.core.error.NearestName;

/** Turns exceptions into one sentence on standard error and an exit code. */
public final class ErrorHandler implements IExecutionExceptionHandler, IParameterExceptionHandler {

  /** What a shell reports for a program whose reader went away. */
  private static final int BROKEN_PIPE = 141;

  private final Terminal terminal;
  private final CommonOptions options;

  public ErrorHandler(Terminal terminal, CommonOptions options) {
    this.terminal = terminal;
    this.options = options;
  }

  @Override
  public int handleExecutionException(
      Exception thrown, CommandLine commandLine, ParseResult parsed) {
    if (thrown instanceof ParameterException usage) {
      return handleParseException(usage, new String[0]);
    }
    return report(thrown);
  }

  /** Reports what a command threw. */
  public int report(Throwable thrown) {
    if (Failure.isBrokenPipe(thrown)) {
      return BROKEN_PIPE;
    }
    Failure failure = Failure.of(thrown);
    print(failure);
    if (options.verbose()) {
      thrown.printStackTrace(terminal.err());
    }
    return failure.code().code();
  }

  @Override
  public int handleParseException(ParameterException thrown, String[] arguments) {
    String sentence = sentence(thrown);
    print(new Failure(ExitCode.USAGE, sentence));
    if (!options.json()) {
      terminal
          .err()
          .println(
              terminal
                  .errPalette()
                  .faint(
                      "Try: "
                          + thrown.getCommandLine().getCommandSpec().qualifiedName()
                          + " --help"));
    }
    return ExitCode.USAGE.code();
  }

  private static String sentence(ParameterException thrown) {
    if (thrown instanceof UnmatchedArgumentException unmatched
        && !unmatched.getUnmatched().isEmpty()) {
      return unmatched(unmatched.getCommandLine(), unmatched.getUnmatched().get(0));
    }
    return String.valueOf(thrown.getMessage()).replaceFirst("^Error: ", "");
  }

  private static String unmatched(CommandLine commandLine, String argument) {
    CommandSpec spec = commandLine.getCommandSpec();
    if (argument.startsWith("-")) {
      String option = argument.split("=", 2)[0];
      return "There is no option " + option + suggestion(option, spec.optionsMap().keySet());
    } else if (!spec.subcommands().isEmpty()) {
      return "There is no command " + argument + suggestion(argument, spec.subcommands().keySet());
    }
    return "The argument " + argument + " is one too many";
  }

  private static String suggestion(String argument, Collection<String> known) {
    return NearestName.of(argument, known).map(near -> "; did you mean " + near + "?").orElse("");
  }

  private void print(Failure failure) {
    PrintStream err = terminal.err();
    if (options.json()) {
      ObjectNode error = Json.object();
      error.put("error", failure.message());
      error.put("exitCode", failure.code().code());
      Json.print(err, error);
    } else {
      err.println(terminal.errPalette().bad("error:") + " " + failure.message());
    }
  }
}
