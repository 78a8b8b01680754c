package sleeper.cli.task;

import picocli.CommandLine.Command;
import sleeper.cli.command.CommandGroup;

/** The commands that run tasks. */
@Command(
    name = "task",
    synopsisSubcommandLabel = "COMMAND",
    description = "Run ingest tasks, which do the jobs that messages ask for.")
public final class TaskCommand extends CommandGroup {

  public TaskCommand() {
    super("a task");
  }
}
