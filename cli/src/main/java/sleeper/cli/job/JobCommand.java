package sleeper.cli.job;

import picocli.CommandLine.Command;
import sleeper.cli.command.CommandGroup;

/** The commands about job messages. */
@Command(
    name = "job",
    synopsisSubcommandLabel = "COMMAND",
    description = "Send messages that ask for ingest jobs, and see to those that wait or failed.")
public final class JobCommand extends CommandGroup {

  public JobCommand() {
    super("a job");
  }
}
