package sleeper.core.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import sleeper.core.error.InvalidInput;
import sleeper.core.json.Json;
import sleeper.core.schema.Schema;
import sleeper.core.schema.SchemaJson;

/**
 * The tables of a deployment, in the order in which they were named.
 *
 * <p>As JSON, a list with an object for each table, of which all but name and schema may be left
 * out:
 *
 * <pre>
 * [{"name":s,"schema":{...},"splitPoints":[s,...],"properties":{s:s,...}},...]
 * </pre>
 *
 * <p>{@link SchemaJson} has the schema. Whole numbers are also read as split points. Members that
 * are not known are refused.
 *
 * @param tables with names of their own
 */
public record DeployedTables(List<DeployedTable> tables) {

  private static final String NAME = "name";
  private static final String SCHEMA = "schema";
  private static final String SPLIT_POINTS = "splitPoints";
  private static final String PROPERTIES = "properties";

  /** No table. */
  public static final DeployedTables NONE = new DeployedTables(List.of());

  /**
   * These tables.
   *
   * @throws InvalidInput if two have one name
   */
  public DeployedTables {
    tables = List.copyOf(tables);
    Set<String> names = new HashSet<>();
    for (DeployedTable table : tables) {
      if (!names.add(table.name())) {
        throw new InvalidInput(
            "There are two tables %s; give each a name of its own".formatted(table.name()));
      }
    }
  }

  /**
   * Reads tables from JSON.
   *
   * @throws InvalidInput in one sentence that names the table
   */
  public static DeployedTables parse(String json) {
    JsonNode list = Json.parse("list of tables", json);
    if (!list.isArray()) {
      throw new InvalidInput("Tables to deploy are a JSON list of objects, not " + list);
    }
    List<DeployedTable> tables = new ArrayList<>();
    for (JsonNode node : list) {
      tables.add(readTable(tables.size() + 1, node));
    }
    return new DeployedTables(tables);
  }

  /** The tables as JSON, indented, for people to read. Equal tables are equal texts. */
  public String toJson() {
    ArrayNode list = Json.mapper().createArrayNode();
    tables.forEach(table -> list.add(toNode(table)));
    return Json.pretty(list);
  }

  /** The table of a name, if there is one. */
  public Optional<DeployedTable> find(String name) {
    return tables.stream().filter(table -> table.name().equals(name)).findFirst();
  }

  private static ObjectNode toNode(DeployedTable table) {
    ObjectNode node = Json.object().put(NAME, table.name());
    node.set(SCHEMA, SchemaJson.toNode(table.schema()));
    ArrayNode points = node.putArray(SPLIT_POINTS);
    table.splitPoints().forEach(points::add);
    ObjectNode properties = node.putObject(PROPERTIES);
    new TreeMap<>(table.properties()).forEach(properties::put);
    return node;
  }

  private static DeployedTable readTable(int place, JsonNode node) {
    JsonNode name = node.path(NAME);
    if (!name.isTextual()) {
      throw new InvalidInput("Table %d to deploy needs a \"name\" that is a text".formatted(place));
    }
    String table = name.textValue();
    return new DeployedTable(
        table,
        read(table, () -> schema(node)),
        read(table, () -> readPoints(node.path(SPLIT_POINTS))),
        read(table, () -> readProperties(node.path(PROPERTIES))));
  }

  private static <T> T read(String table, Supplier<T> member) {
    try {
      return member.get();
    } catch (InvalidInput e) {
      throw new InvalidInput("%s: table=%s".formatted(e.getMessage(), table), e);
    }
  }

  private static Schema schema(JsonNode node) {
    Json.checkMembers("the table", node, Set.of(NAME, SCHEMA, SPLIT_POINTS, PROPERTIES));
    if (!node.has(SCHEMA)) {
      throw new InvalidInput("The table has no \"schema\"");
    }
    return SchemaJson.read(node.get(SCHEMA));
  }

  private static List<String> readPoints(JsonNode list) {
    if (list.isMissingNode()) {
      return List.of();
    }
    if (!list.isArray()) {
      throw new InvalidInput("\"splitPoints\" is a list of texts, not " + list);
    }
    List<String> points = new ArrayList<>();
    for (JsonNode point : list) {
      if (!point.isTextual() && !point.isIntegralNumber()) {
        throw new InvalidInput(
            "Split point %d is a text or a whole number, not %s"
                .formatted(points.size() + 1, point));
      }
      points.add(point.asText());
    }
    return points;
  }

  private static Map<String, String> readProperties(JsonNode node) {
    if (node.isMissingNode()) {
      return Map.of();
    }
    if (!node.isObject()) {
      throw new InvalidInput("\"properties\" is an object of texts, not " + node);
    }
    Map<String, String> properties = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> each : node.properties()) {
      if (!each.getValue().isValueNode() || each.getValue().isNull()) {
        throw new InvalidInput(
            "Property %s is a text, not %s".formatted(each.getKey(), each.getValue()));
      }
      properties.put(each.getKey(), each.getValue().asText());
    }
    return properties;
  }
}
