package sleeper.cli.tables;

import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.Command;
import sleeper.cli.command.Json;
import sleeper.cli.command.Surroundings;
import sleeper.instance.SleeperInstance;

/** Makes an instance. */
@Command(name = "init", description = "Make an instance in a folder, which is made if need be.")
public final class InitCommand implements Runnable {

  private final Surroundings surroundings;

  public InitCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public void run() {
    try (SleeperInstance instance = SleeperInstance.init(surroundings.folder())) {
      if (surroundings.json()) {
        ObjectNode result = Json.object();
        result.put("folder", instance.location());
        surroundings.print(result);
      } else {
        surroundings.out().println("Made an instance in " + instance.location());
      }
    }
  }
}
