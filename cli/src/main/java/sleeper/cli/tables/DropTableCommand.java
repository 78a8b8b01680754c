package sleeper.cli.tables;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import sleeper.cli.command.Surroundings;
import sleeper.instance.SleeperInstance;

/** Removes a table. */
@Command(
    name = "drop",
    description = "Remove a table and, when sleeper collect runs later, its files.")
public final class DropTableCommand implements Runnable {

  private final Surroundings surroundings;

  @Parameters(paramLabel = "NAME", description = "The table.")
  private String name = "";

  public DropTableCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public void run() {
    try (SleeperInstance instance = surroundings.open()) {
      instance.tables().drop(name);
    }
    new TableChange(
            name, "dropped", "Dropped table " + name + "; sleeper collect deletes its files")
        .print(surroundings);
  }
}
