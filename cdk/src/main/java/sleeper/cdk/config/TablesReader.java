package sleeper.cdk.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import sleeper.core.deployment.DeployedTables;
import sleeper.core.error.InvalidInput;
import sleeper.core.json.Json;
import sleeper.core.partition.SplitPointTexts;
import sleeper.core.partition.SplitPointsFile;
import sleeper.core.partition.SplitPointsFile.StringForm;
import sleeper.core.schema.Field;
import sleeper.core.schema.SchemaJson;

/**
 * Reads the tables of a configuration. Besides what {@link DeployedTables} reads, a table may name
 * files of its schema and of its split points.
 *
 * @param folder what paths are relative to
 */
record TablesReader(Path folder) {

  private static final String SCHEMA = "schema";
  private static final String SCHEMA_FILE = "schemaFile";
  private static final String SPLIT_POINTS = "splitPoints";
  private static final String SPLIT_POINTS_FILE = "splitPointsFile";

  DeployedTables read(List<JsonNode> tables) throws IOException {
    ArrayNode whole = Json.mapper().createArrayNode();
    for (JsonNode table : tables) {
      whole.add(table instanceof ObjectNode object ? withFiles(object.deepCopy()) : table);
    }
    return DeployedTables.parse(Json.compact(whole));
  }

  private ObjectNode withFiles(ObjectNode table) throws IOException {
    replaceSchema(table);
    replaceSplitPoints(table);
    return table;
  }

  private void replaceSchema(ObjectNode table) throws IOException {
    JsonNode file = take(table, SCHEMA_FILE, SCHEMA);
    if (!file.isMissingNode()) {
      Path path = folder.resolve(file.asText());
      table.set(SCHEMA, Json.parse("schema in " + path, Files.readString(path)));
    }
  }

  private void replaceSplitPoints(ObjectNode table) throws IOException {
    JsonNode file = take(table, SPLIT_POINTS_FILE, SPLIT_POINTS);
    if (!file.isMissingNode() && table.has(SCHEMA)) {
      Field rowKey = SchemaJson.read(table.get(SCHEMA)).rowKeyFields().get(0);
      List<Object> points =
          SplitPointsFile.read(folder.resolve(file.asText()), rowKey, StringForm.PLAIN);
      ArrayNode texts = table.putArray(SPLIT_POINTS);
      SplitPointTexts.format(rowKey, points).forEach(texts::add);
    }
  }

  private static JsonNode take(ObjectNode table, String fileMember, String member) {
    JsonNode file = table.path(fileMember);
    if (file.isMissingNode()) {
      return file;
    }
    String name = table.path("name").asText();
    if (table.has(member)) {
      throw new InvalidInput(
          "Table \"%s\" has \"%s\" and \"%s\"; leave out one of them"
              .formatted(name, member, fileMember));
    }
    if (!file.isTextual()) {
      throw new InvalidInput(
          "\"%s\" of table \"%s\" is the path of a file, not %s"
              .formatted(fileMember, name, Json.compact(file)));
    }
    table.remove(fileMember);
    return file;
  }
}
