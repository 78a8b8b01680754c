package sleeper.cli.tables;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import sleeper.cli.command.Json;
import sleeper.cli.command.Surroundings;
import sleeper.cli.terminal.Human;
import sleeper.cli.terminal.TextTable;
import sleeper.core.schema.Field;
import sleeper.instance.SleeperInstance;
import sleeper.instance.TableDetails;

/** Lists tables. */
@Command(name = "list", description = "List the tables.")
public final class ListTablesCommand implements Runnable {

  private final Surroundings surroundings;

  public ListTablesCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public void run() {
    try (SleeperInstance instance = surroundings.open()) {
      List<TableDetails> tables = instance.tables().list();
      if (surroundings.json()) {
        ArrayNode array = Json.array();
        tables.forEach(table -> array.add(TableReport.summary(table)));
        surroundings.print(array);
      } else if (tables.isEmpty()) {
        surroundings
            .out()
            .println("There are no tables yet; sleeper table create --help says how to make one");
      } else {
        show(tables);
      }
    }
  }

  private void show(List<TableDetails> tables) {
    TextTable lines =
        new TextTable()
            .text("table")
            .text("id")
            .text("row keys")
            .number("columns")
            .number("leaf partitions")
            .number("rows");
    for (TableDetails table : tables) {
      lines.row(
          table.name(),
          table.id(),
          table.schema().rowKeyFields().stream().map(Field::name).collect(Collectors.joining(", ")),
          Human.count(table.schema().fields().size()),
          Human.count(table.state().partitions().leaves().size()),
          Human.count(table.rows()));
    }
    lines.print(surroundings.out(), surroundings.palette());
  }
}
