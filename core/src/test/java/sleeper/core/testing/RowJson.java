package sleeper.core.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import sleeper.core.json.Json;
import sleeper.core.row.Row;
import sleeper.core.schema.Field;

/** Rows as the lines of JSON that the rows of golden tables are kept in. */
public final class RowJson {

  private RowJson() {}

  /** A row as a line. */
  public static String line(Row row) {
    return Json.compact(json(row));
  }

  /** The lines of a file, spelled as {@link #line} does, sorted. */
  public static List<String> sortedLines(Path file) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      lines.add(Json.compact(Json.parse("row", line)));
    }
    return lines.stream().sorted().toList();
  }

  private static ObjectNode json(Row row) {
    ObjectNode node = Json.object();
    for (Field field : row.schema().fields()) {
      node.set(field.name(), json(row.get(field.name())));
    }
    return node;
  }

  private static JsonNode json(@Nullable Object value) {
    if (value instanceof List<?> list) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      list.forEach(element -> array.add(json(element)));
      return array;
    }
    if (value instanceof Map<?, ?> map) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      map.entrySet().stream()
          .sorted(Comparator.comparing((Map.Entry<?, ?> entry) -> key(entry)))
          .forEach(entry -> array.addArray().add(json(entry.getKey())).add(json(entry.getValue())));
      return array;
    }
    return Json.mapper().valueToTree(value);
  }

  /** Keys of the golden maps are texts or numbers. */
  @SuppressWarnings("unchecked")
  private static Comparable<Object> key(Map.Entry<?, ?> entry) {
    return (Comparable<Object>) entry.getKey();
  }
}
