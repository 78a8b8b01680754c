package sleeper.cli.tables;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The commands about tables. */
@Command(
    name = "table",
    synopsisSubcommandLabel = "COMMAND",
    description = "Create, list, describe, drop and change tables.")
public final class TableCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "What to do with a table is missing: " + String.join(", ", spec.subcommands().keySet()));
  }
}
