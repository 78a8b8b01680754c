package sleeper.cli.tables;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import sleeper.cli.command.Json;
import sleeper.cli.command.Surroundings;
import sleeper.cli.terminal.Human;
import sleeper.cli.terminal.TextTable;
import sleeper.core.schema.Field;
import sleeper.core.schema.Schema;
import sleeper.instance.TableDetails;

/** Shows what a table is. */
final class TableReport {

  private final Surroundings surroundings;

  TableReport(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** Shows a table under a heading. */
  void print(TableDetails table, String heading) {
    if (surroundings.json()) {
      surroundings.print(json(table));
      return;
    }
    PrintStream out = surroundings.out();
    out.println(surroundings.palette().strong(heading + " " + table.name()));
    out.println();
    new TextTable()
        .text("")
        .text("")
        .row("id", table.id())
        .row("version", Long.toString(table.state().version()))
        .row("rows", Human.count(table.rows()))
        .row("files", Human.count(table.files()))
        .row("leaf partitions", Human.count(table.state().partitions().leaves().size()))
        .row(
            "readable by Sleeper",
            table.schema().isKnownToSleeper()
                ? "yes"
                : "no, it has types that Sleeper does not know")
        .printLines(out);
    out.println();
    columns(table.schema()).print(out, surroundings.palette());
    properties(table, out);
  }

  /** A table as JSON. */
  static ObjectNode json(TableDetails table) {
    ObjectNode node = summary(table);
    ArrayNode fields = node.putArray("fields");
    for (Field field : table.schema().fields()) {
      ObjectNode each = fields.addObject();
      each.put("name", field.name());
      each.put("role", role(table.schema(), field));
      each.put("type", field.type().toString());
      each.put("nullable", field.nullable());
    }
    ObjectNode properties = node.putObject("properties");
    table.properties().forEach(properties::put);
    return node;
  }

  /** The numbers of a table as JSON. */
  static ObjectNode summary(TableDetails table) {
    ObjectNode node = Json.object();
    node.put("name", table.name());
    node.put("id", table.id());
    node.put("version", table.state().version());
    node.put("rows", table.rows());
    node.put("files", table.files());
    node.put("leafPartitions", table.state().partitions().leaves().size());
    return node;
  }

  private static TextTable columns(Schema schema) {
    TextTable columns = new TextTable().text("column").text("role").text("type").text("null");
    for (Field field : schema.fields()) {
      columns.row(
          field.name(),
          role(schema, field),
          field.type().toString(),
          field.nullable() ? "allowed" : "");
    }
    return columns;
  }

  private void properties(TableDetails table, PrintStream out) {
    if (!table.properties().isEmpty()) {
      out.println();
      TextTable properties = new TextTable().text("property").text("value");
      table.properties().forEach(properties::row);
      properties.print(out, surroundings.palette());
    }
  }

  private static String role(Schema schema, Field field) {
    int index = schema.indexOf(field.name());
    if (index < schema.rowKeyCount()) {
      return "row key";
    }
    return index < schema.keyCount() ? "sort key" : "value";
  }
}
