package sleeper.core.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import sleeper.core.error.InvalidInput;
import sleeper.core.json.Json;

/**
 * The JSON of a schema, as Sleeper writes it in table properties.
 *
 * <pre>
 * {"rowKeyFields":[F,...],"sortKeyFields":[F,...],"valueFields":[F,...]}
 * F = {"name":"n","type":T} or {"name":"n","type":T,"nullable":true}
 * </pre>
 *
 * <p>{@link TypeJson} has the types. A missing list of sort keys or values is empty. Members that
 * are not known are refused, so that a misspelt one does not silently lose columns.
 */
public final class SchemaJson {

  private static final String ROW_KEYS = "rowKeyFields";
  private static final String SORT_KEYS = "sortKeyFields";
  private static final String VALUES = "valueFields";

  private SchemaJson() {}

  /** The schema on one line, as it is kept in table properties. */
  public static String toJson(Schema schema) {
    return Json.compact(toNode(schema));
  }

  /** The schema indented, for people to read. */
  public static String toPrettyJson(Schema schema) {
    return Json.pretty(toNode(schema));
  }

  /** The schema as a JSON tree. */
  public static ObjectNode toNode(Schema schema) {
    ObjectNode node = Json.object();
    writeFields(node.putArray(ROW_KEYS), schema.rowKeyFields());
    writeFields(node.putArray(SORT_KEYS), schema.sortKeyFields());
    writeFields(node.putArray(VALUES), schema.valueFields());
    return node;
  }

  /**
   * Reads a schema.
   *
   * @throws InvalidInput naming the field and what is wrong with it
   */
  public static Schema parse(String json) {
    return read(Json.parse("schema", json));
  }

  /**
   * Reads a schema from a JSON tree.
   *
   * @throws InvalidInput naming the field and what is wrong with it
   */
  public static Schema read(JsonNode node) {
    if (!node.isObject()) {
      throw new InvalidInput("A schema is a JSON object with \"rowKeyFields\", not " + node);
    }
    Json.checkMembers("the schema", node, Set.of(ROW_KEYS, SORT_KEYS, VALUES));
    Schema.Builder builder =
        Schema.builder()
            .rowKeys(readFields(node, ROW_KEYS))
            .sortKeys(readFields(node, SORT_KEYS))
            .values(readFields(node, VALUES));
    try {
      return builder.build();
    } catch (IllegalArgumentException e) {
      throw new InvalidInput("The schema is wrong: " + e.getMessage(), e);
    }
  }

  private static void writeFields(ArrayNode array, List<Field> fields) {
    for (Field field : fields) {
      ObjectNode node = array.addObject();
      node.put("name", field.name());
      node.set("type", TypeJson.toNode(field.type()));
      if (field.nullable()) {
        node.put("nullable", true);
      }
    }
  }

  private static List<Field> readFields(JsonNode schema, String member) {
    JsonNode array = schema.path(member);
    if (array.isMissingNode() || array.isNull()) {
      return List.of();
    }
    if (!array.isArray()) {
      throw new InvalidInput(
          "\"%s\" of the schema is a list of fields, not %s".formatted(member, array));
    }
    List<Field> fields = new ArrayList<>();
    for (JsonNode field : array) {
      fields.add(readField(member + "[" + fields.size() + "]", field));
    }
    return fields;
  }

  private static Field readField(String place, JsonNode node) {
    JsonNode name = node.path("name");
    if (!name.isTextual() || name.textValue().isBlank()) {
      throw new InvalidInput(
          "%s of the schema needs a \"name\" that is a text: %s".formatted(place, node));
    }
    String field = "field " + name.textValue();
    Json.checkMembers(field, node, Set.of("name", "type", "nullable"));
    if (!node.has("type")) {
      throw new InvalidInput("The schema's %s has no \"type\"".formatted(field));
    }
    return new Field(
        name.textValue(),
        TypeJson.read(field, node.get("type")),
        readNullable(field, node.path("nullable")));
  }

  private static boolean readNullable(String field, JsonNode nullable) {
    if (nullable.isMissingNode() || nullable.isBoolean()) {
      return nullable.booleanValue();
    }
    throw new InvalidInput(
        "\"nullable\" of the schema's %s is true or false, not %s".formatted(field, nullable));
  }
}
