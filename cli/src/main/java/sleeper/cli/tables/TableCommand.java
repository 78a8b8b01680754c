package sleeper.cli.tables;

import picocli.CommandLine.Command;
import sleeper.cli.command.CommandGroup;

/** The commands about tables. */
@Command(
    name = "table",
    synopsisSubcommandLabel = "COMMAND",
    description = "Create, list, describe, drop and change tables.")
public final class TableCommand extends CommandGroup {

  public TableCommand() {
    super("a table");
  }
}
