package sleeper.cli.instance;

import picocli.CommandLine.Command;
import sleeper.cli.command.CommandGroup;

/** The commands about instances. */
@Command(
    name = "instance",
    synopsisSubcommandLabel = "COMMAND",
    description = "Make small instances on AWS, and describe, adopt and delete instances.")
public final class InstanceCommand extends CommandGroup {

  public InstanceCommand() {
    super("an instance");
  }
}
