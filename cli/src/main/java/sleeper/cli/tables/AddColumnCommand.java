package sleeper.cli.tables;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import sleeper.cli.command.Surroundings;
import sleeper.core.schema.Field;
import sleeper.instance.SleeperInstance;

/** Adds a column to a table. */
@Command(
    name = "add-column",
    description = "Add a nullable value column to a table; in the rows it has, the column is null.")
public final class AddColumnCommand implements Runnable {

  private final Surroundings surroundings;

  @Parameters(index = "0", paramLabel = "NAME", description = "The table.")
  private String name = "";

  @Parameters(index = "1", paramLabel = "COLUMN", description = "The name of the new column.")
  private String column = "";

  @Parameters(
      index = "2",
      paramLabel = "TYPE",
      description =
          "int, long, string, bytes, boolean, float, double, timestamp, date, decimal(P,S), "
              + "list<T> or map<K,V>.")
  private String type = "";

  public AddColumnCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public void run() {
    Field field = Field.nullable(column, TypeText.parse(type));
    try (SleeperInstance instance = surroundings.open()) {
      instance.tables().addColumn(name, field);
    }
    new TableChange(
            name,
            "column added",
            "Added column %s (%s) to table %s".formatted(column, field.type(), name))
        .print(surroundings);
  }
}
