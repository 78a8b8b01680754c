package sleeper.cli.tables;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import sleeper.cli.command.Surroundings;
import sleeper.instance.SleeperInstance;

/** Shows one table. */
@Command(name = "describe", description = "Show the columns, properties and size of a table.")
public final class DescribeTableCommand implements Runnable {

  private final Surroundings surroundings;

  @Parameters(paramLabel = "NAME", description = "The table.")
  private String name = "";

  public DescribeTableCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public void run() {
    try (SleeperInstance instance = surroundings.open()) {
      new TableReport(surroundings).print(instance.tables().find(name), "Table");
    }
  }
}
