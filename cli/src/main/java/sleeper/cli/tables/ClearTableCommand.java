package sleeper.cli.tables;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import sleeper.cli.command.Surroundings;
import sleeper.instance.SleeperInstance;

/** Removes all rows of a table. */
@Command(
    name = "clear",
    description = "Remove all rows of a table; its columns and partitions stay.")
public final class ClearTableCommand implements Runnable {

  private final Surroundings surroundings;

  @Parameters(paramLabel = "NAME", description = "The table.")
  private String name = "";

  public ClearTableCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public void run() {
    try (SleeperInstance instance = surroundings.open()) {
      instance.tables().clear(name);
    }
    new TableChange(
            name, "cleared", "Cleared table " + name + "; sleeper collect deletes its files")
        .print(surroundings);
  }
}
