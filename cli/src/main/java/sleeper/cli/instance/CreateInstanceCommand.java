package sleeper.cli.instance;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import sleeper.aws.setup.AwsInstanceSetup;
import sleeper.cli.command.Surroundings;
import sleeper.core.properties.InstanceProperties;
import sleeper.instance.aws.AwsClients;

/** Makes an instance on AWS. */
@Command(
    name = "create",
    description = {
      "Make a small instance on AWS: buckets, DynamoDB tables and queues, without roles or a cluster.",
      "Run it again if it was broken off. An instance in a folder is made by sleeper init."
    })
public final class CreateInstanceCommand implements Runnable {

  private final Surroundings surroundings;

  @Option(
      names = "--aws",
      required = true,
      paramLabel = "ID",
      description = "The id of the new instance, which is part of the names of all that is made.")
  private String id = "";

  @Option(
      names = "--property",
      paramLabel = "KEY=VALUE",
      description =
          "A property under Sleeper's name, such as sleeper.ingest.source.bucket=incoming.")
  private Map<String, String> properties = new LinkedHashMap<>();

  public CreateInstanceCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public void run() {
    InstanceProperties set = InstanceProperties.of(properties);
    try (AwsClients clients = AwsClients.ofEnvironment()) {
      new SetupOutput(surroundings)
          .print(
              new AwsInstanceSetup(clients).create(id, set),
              "Made instance %s; export SLEEPER_INSTANCE=%s makes all commands work on it"
                  .formatted(id, id));
    }
  }
}
