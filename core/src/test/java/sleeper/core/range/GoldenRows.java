package sleeper.core.range;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import sleeper.core.json.Json;
import sleeper.core.key.Key;
import sleeper.core.schema.Field;
import sleeper.core.schema.Schema;

/** Rows of real tables as lines of JSON: strings plain, byte arrays base64. */
final class GoldenRows {

  private GoldenRows() {}

  /** The lines of a file whose row keys lie in a region. */
  static List<String> matching(Schema schema, Path rows, Region region) throws IOException {
    List<String> matching = new ArrayList<>();
    for (String line : Files.readAllLines(rows)) {
      if (region.contains(rowKey(schema, Json.parse("row", line)))) {
        matching.add(line);
      }
    }
    return matching;
  }

  private static Key rowKey(Schema schema, JsonNode row) {
    List<Object> values = new ArrayList<>();
    for (Field field : schema.rowKeyFields()) {
      values.add(BoundJson.read(field, row.get(field.name()), BoundJson.StringForm.PLAIN));
    }
    return Key.ofValues(values);
  }
}
