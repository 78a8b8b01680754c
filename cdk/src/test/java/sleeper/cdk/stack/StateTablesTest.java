package sleeper.cdk.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import sleeper.core.properties.InstanceProperties;
import sleeper.core.properties.InstanceProperty;
import sleeper.core.testing.SharedData;
import sleeper.statestore.dynamo.DynamoTableDefinitions;
import sleeper.statestore.dynamo.DynamoTableDefinitions.Definition;
import sleeper.statestore.dynamo.DynamoTableNames;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;

class StateTablesTest {

  private static final String TABLE = "AWS::DynamoDB::Table";

  /** A table in words, so that a difference is seen. */
  private record Described(
      List<String> keys, List<String> indexes, Map<String, String> types, String expiry) {}

  @Test
  void shouldMakeTheTablesThatTheEngineMakes() {
    assertThat(deployed(Synthesis.whole())).isEqualTo(expected("My.Id"));
    assertThat(deployed(Synthesis.small())).isEqualTo(expected("small"));
  }

  @Test
  void shouldPayForRequestsAlone() {
    assertThat(Synthesis.whole().resources(TABLE).values())
        .extracting(table -> table.path("Properties").path("BillingMode").asText())
        .containsOnly("PAY_PER_REQUEST");
  }

  @Test
  void shouldLetEverythingButReportsBeRecovered() {
    for (JsonNode table : Synthesis.whole().resources(TABLE).values()) {
      JsonNode properties = table.path("Properties");
      assertThat(
              properties
                  .path("PointInTimeRecoverySpecification")
                  .path("PointInTimeRecoveryEnabled")
                  .asBoolean())
          .as(properties.path("TableName").asText())
          .isNotEqualTo(properties.has("TimeToLiveSpecification"));
      assertThat(table.path("DeletionPolicy").asText()).isEqualTo("RetainExceptOnCreate");
    }
  }

  @Test
  void shouldBeNamedWhereThePageDeletesThem() throws IOException {
    String page = Files.readString(SharedData.projectRoot().resolve("docs/deployment.md"));
    String kinds =
        page.substring(page.indexOf("for kind in "), page.indexOf("; do\n  aws dynamodb delete"));

    assertThat(kinds.substring("for kind in ".length()).replace("\\", "").strip().split("\\s+"))
        .containsExactlyElementsOf(TableSpec.all().stream().map(TableSpec::kind).toList());
  }

  private static Map<String, Described> deployed(Synthesis synthesis) {
    Map<String, Described> tables = new TreeMap<>();
    for (JsonNode table : synthesis.resources(TABLE).values()) {
      JsonNode properties = table.path("Properties");
      tables.put(
          properties.path("TableName").asText(),
          new Described(
              keys(properties.path("KeySchema")),
              stream(properties.path("GlobalSecondaryIndexes"))
                  .map(
                      index ->
                          "%s %s %s %s"
                              .formatted(
                                  index.path("IndexName").asText(),
                                  keys(index.path("KeySchema")),
                                  index.path("Projection").path("ProjectionType").asText(),
                                  stream(index.path("Projection").path("NonKeyAttributes"))
                                      .map(JsonNode::asText)
                                      .toList()))
                  .toList(),
              new TreeMap<>(
                  stream(properties.path("AttributeDefinitions"))
                      .collect(
                          Collectors.toMap(
                              each -> each.path("AttributeName").asText(),
                              each -> each.path("AttributeType").asText()))),
              properties.path("TimeToLiveSpecification").path("AttributeName").asText()));
    }
    return tables;
  }

  private static Map<String, Described> expected(String instanceId) {
    InstanceProperties properties =
        InstanceProperties.empty().with(InstanceProperty.ID, instanceId);
    Map<String, Described> tables = new TreeMap<>();
    for (Definition each : DynamoTableDefinitions.all(new DynamoTableNames(properties))) {
      Map<String, String> types = new TreeMap<>();
      for (AttributeDefinition attribute : each.request().attributeDefinitions()) {
        types.put(attribute.attributeName(), attribute.attributeTypeAsString());
      }
      tables.put(
          each.name(),
          new Described(
              expectedKeys(each.request().keySchema()),
              each.request().globalSecondaryIndexes().stream()
                  .map(StateTablesTest::described)
                  .toList(),
              types,
              each.expiry()));
    }
    return tables;
  }

  private static String described(GlobalSecondaryIndex index) {
    return "%s %s %s %s"
        .formatted(
            index.indexName(),
            expectedKeys(index.keySchema()),
            index.projection().projectionTypeAsString(),
            index.projection().nonKeyAttributes());
  }

  private static List<String> expectedKeys(List<KeySchemaElement> keys) {
    return keys.stream().map(key -> key.keyTypeAsString() + " " + key.attributeName()).toList();
  }

  private static List<String> keys(JsonNode schema) {
    return stream(schema)
        .map(key -> key.path("KeyType").asText() + " " + key.path("AttributeName").asText())
        .toList();
  }

  private static Stream<JsonNode> stream(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
