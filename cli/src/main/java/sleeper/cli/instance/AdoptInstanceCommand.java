package sleeper.cli.instance;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import sleeper.aws.setup.AwsInstanceSetup;
import sleeper.cli.command.Surroundings;
import sleeper.instance.aws.AwsClients;

/** Makes what we need beside an instance that Sleeper deployed. */
@Command(
    name = "adopt",
    description = {
      "Make the tables of job ledger and write intents beside an instance that Sleeper deployed.",
      "Nothing of Sleeper's is changed, and both can write to its tables at the same time."
    })
public final class AdoptInstanceCommand implements Runnable {

  private final Surroundings surroundings;

  @Parameters(paramLabel = "ID", description = "The id of the instance.")
  private String id = "";

  public AdoptInstanceCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public void run() {
    try (AwsClients clients = AwsClients.ofEnvironment()) {
      new SetupOutput(surroundings)
          .print(new AwsInstanceSetup(clients).adopt(id), "Instance " + id + " can be used");
    }
  }
}
