package sleeper.core.tracker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import sleeper.core.testing.SharedData;

/** What Sleeper's trackers held after it had run some jobs, and what its reports said of them. */
final class GoldenJobTracker {

  static final String JOB_TABLE_ID = "8e87ba81";
  static final String LIST_TABLE_ID = "37f6730e";

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private GoldenJobTracker() {}

  /** The items of the table of job updates, as plain JSON. */
  static List<ObjectNode> jobUpdates() {
    List<ObjectNode> items = new ArrayList<>();
    parse(text("sleeper-golden-ingest-job-updates.json"))
        .path("Items")
        .forEach(item -> items.add(plainObject(item)));
    return items;
  }

  /** The lines of one of Sleeper's reports. */
  static List<JsonNode> report(String name) {
    return text("job-status-" + name + ".jsonl").lines().map(GoldenJobTracker::parse).toList();
  }

  private static ObjectNode plainObject(JsonNode item) {
    ObjectNode plain = JsonNodeFactory.instance.objectNode();
    item.fields().forEachRemaining(field -> plain.set(field.getKey(), plain(field.getValue())));
    return plain;
  }

  private static JsonNode plain(JsonNode attribute) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    if (attribute.has("N")) {
      return nodes.numberNode(Long.parseLong(attribute.get("N").asText()));
    } else if (attribute.has("L")) {
      var list = nodes.arrayNode();
      attribute.get("L").forEach(element -> list.add(plain(element)));
      return list;
    }
    return attribute.has("BOOL") ? attribute.get("BOOL") : attribute.get("S");
  }

  private static JsonNode parse(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(String name) {
    try {
      return Files.readString(SharedData.formats("golden/6-trackers/" + name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
