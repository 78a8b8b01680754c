package sleeper.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import sleeper.cli.command.CommandContext;
import sleeper.cli.command.CommonOptions;
import sleeper.cli.command.Interruption;

/** The {@code sleeper} command; all work is done by its subcommands. */
@Command(
    name = "sleeper",
    synopsisSubcommandLabel = "COMMAND",
    versionProvider = VersionText.class,
    description =
        "Keeps tables of rows as sorted Parquet files, one for each partition of the keys.",
    footer = {
      "",
      "Start with:  sleeper init",
      "             sleeper table create NAME --from FILE.parquet --row-key COLUMN",
      "             sleeper ingest NAME FILE.parquet",
      "             sleeper query NAME --limit 10"
    })
final class SleeperCommand implements Runnable {

  @SuppressWarnings("UnusedVariable") // picocli reads it
  @Mixin
  private final CommonOptions options;

  @Spec private CommandSpec spec;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Show the version.")
  @SuppressWarnings("UnusedVariable") // picocli reads it
  private boolean version;

  SleeperCommand(CommonOptions options) {
    this.options = options;
  }

  /** Runs a command line and ends the process with its exit code. */
  public static void main(String[] arguments) {
    System.exit(runInterruptibly(arguments));
  }

  /** Ctrl-C waits until the command has cleaned up and said so. */
  private static int runInterruptibly(String[] arguments) {
    try (Interruption interruption = Interruption.ofThisThread()) {
      return new SleeperCommandLine(CommandContext.system()).run(arguments);
    }
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "A command is missing; sleeper --help lists them");
  }
}
