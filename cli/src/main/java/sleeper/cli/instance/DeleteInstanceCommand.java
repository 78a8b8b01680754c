package sleeper.cli.instance;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import sleeper.aws.setup.AwsInstanceSetup;
import sleeper.cli.command.Surroundings;
import sleeper.instance.aws.AwsClients;

/** Deletes an instance on AWS. */
@Command(
    name = "delete",
    description = {
      "Delete an instance that sleeper instance create made, with all rows of all of its tables.",
      "Run it again if it was broken off."
    })
public final class DeleteInstanceCommand implements Runnable {

  private final Surroundings surroundings;
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "ID", description = "The id of the instance.")
  private String id = "";

  @Option(names = "--yes", description = "Really delete it; nothing can be brought back.")
  private boolean sure;

  public DeleteInstanceCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public void run() {
    if (!sure) {
      throw new ParameterException(
          spec.commandLine(),
          "All tables of instance %s would be deleted with all of their rows; give --yes to do so"
              .formatted(id));
    }
    try (AwsClients clients = AwsClients.ofEnvironment()) {
      new SetupOutput(surroundings)
          .print(new AwsInstanceSetup(clients).delete(id), "Deleted instance " + id);
    }
  }
}
