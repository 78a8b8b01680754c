package sleeper.servers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;

/**
 * A table of DynamoDB in a file: its name, keys, indexes and items as DynamoDB's own JSON has them.
 *
 * @param json what is in the file
 */
record TableDump(JsonNode json) {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  static TableDump read(Path file) throws IOException {
    return new TableDump(MAPPER.readTree(file.toFile()));
  }

  String name() {
    return json.path("TableName").asText();
  }

  /** Makes the table with all its items, which never expire. */
  void load(DynamoDbClient client) {
    client.createTable(definition());
    for (JsonNode item : json.path("Items")) {
      client.putItem(put -> put.tableName(name()).item(attributes(item)));
    }
  }

  private CreateTableRequest definition() {
    List<AttributeDefinition> attributes = new ArrayList<>();
    for (JsonNode attribute : json.path("AttributeDefinitions")) {
      attributes.add(
          AttributeDefinition.builder()
              .attributeName(attribute.path("AttributeName").asText())
              .attributeType(attribute.path("AttributeType").asText())
              .build());
    }
    List<KeySchemaElement> keys = new ArrayList<>();
    for (JsonNode key : json.path("KeySchema")) {
      keys.add(key(key.path("AttributeName").asText(), key.path("KeyType").asText()));
    }
    CreateTableRequest.Builder table =
        CreateTableRequest.builder()
            .tableName(name())
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .attributeDefinitions(attributes)
            .keySchema(keys);
    List<GlobalSecondaryIndex> indexes = indexes();
    return indexes.isEmpty() ? table.build() : table.globalSecondaryIndexes(indexes).build();
  }

  /** An index is written as its name and its hash key. */
  private List<GlobalSecondaryIndex> indexes() {
    List<GlobalSecondaryIndex> indexes = new ArrayList<>();
    for (JsonNode index : json.path("GlobalSecondaryIndexes")) {
      String[] nameAndKey = index.asText().split(" ", 2);
      indexes.add(
          GlobalSecondaryIndex.builder()
              .indexName(nameAndKey[0])
              .keySchema(key(nameAndKey[1], KeyType.HASH.toString()))
              .projection(projection -> projection.projectionType(ProjectionType.ALL))
              .build());
    }
    return indexes;
  }

  private static KeySchemaElement key(String name, String type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }

  private static Map<String, AttributeValue> attributes(JsonNode item) {
    Map<String, AttributeValue> attributes = new HashMap<>();
    item.fields().forEachRemaining(each -> attributes.put(each.getKey(), value(each.getValue())));
    return attributes;
  }

  private static AttributeValue value(JsonNode node) {
    String kind = node.fieldNames().next();
    JsonNode content = node.path(kind);
    return switch (kind) {
      case "S" -> AttributeValue.fromS(content.asText());
      case "N" -> AttributeValue.fromN(content.asText());
      case "BOOL" -> AttributeValue.fromBool(content.asBoolean());
      case "NULL" -> AttributeValue.fromNul(true);
      case "M" -> AttributeValue.fromM(attributes(content));
      case "L" -> {
        List<AttributeValue> values = new ArrayList<>();
        content.forEach(element -> values.add(value(element)));
        yield AttributeValue.fromL(values);
      }
      default -> throw new IllegalArgumentException("No such kind of attribute: " + kind);
    };
  }
}
