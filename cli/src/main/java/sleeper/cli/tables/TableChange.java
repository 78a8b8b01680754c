package sleeper.cli.tables;

import com.fasterxml.jackson.databind.node.ObjectNode;
import sleeper.cli.command.Json;
import sleeper.cli.command.Surroundings;

/** Says that a table was changed. */
record TableChange(String table, String change, String sentence) {

  void print(Surroundings surroundings) {
    if (surroundings.json()) {
      ObjectNode node = Json.object();
      node.put("table", table);
      node.put("change", change);
      surroundings.print(node);
    } else {
      surroundings.out().println(sentence);
    }
  }
}
