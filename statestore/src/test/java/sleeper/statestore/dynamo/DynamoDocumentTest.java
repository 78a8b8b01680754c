package sleeper.statestore.dynamo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import sleeper.core.properties.InstanceProperties;
import sleeper.core.properties.InstanceProperty;
import sleeper.core.testing.SharedData;
import sleeper.statestore.dynamo.DynamoTableDefinitions.Definition;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;

/** The document about the DynamoDB tables has every table with its keys, and no other. */
class DynamoDocumentTest {

  private static final String ID = "My.Instance";

  @Test
  void shouldHaveEachTableWithItsKeys() throws IOException {
    List<String> documented =
        lines().stream()
            .filter(line -> line.startsWith("| `sleeper-"))
            .map(DynamoDocumentTest::withoutProperty)
            .toList();

    assertThat(documented)
        .containsExactlyInAnyOrderElementsOf(
            tables().stream().map(DynamoDocumentTest::tableRow).toList());
  }

  @Test
  void shouldHaveEachIndexAndEachTableWhoseItemsExpire() throws IOException {
    String all = String.join("\n", lines());
    String expiring =
        all.substring(all.indexOf("The four tables of"), all.indexOf("All reads are consistent"));

    for (Definition table : tables()) {
      String suffix = "`" + suffix(table.name()) + "`";
      assertThat(expiring.contains(suffix)).as(suffix).isEqualTo(!table.expiry().isEmpty());
      table
          .request()
          .globalSecondaryIndexes()
          .forEach(index -> assertThat(all).contains("`" + index.indexName() + "`"));
    }
  }

  private static String tableRow(Definition table) {
    String name =
        table.name().replace("sleeper-" + ID + "-", "sleeper-<id>-").replace(clean(), "<clean>");
    List<String> keys =
        new ArrayList<>(table.request().keySchema().stream().map(key -> key(table, key)).toList());
    if (keys.size() == 1) {
      keys.add("");
    }
    return "`" + name + "`|" + String.join("|", keys);
  }

  private static String key(Definition table, KeySchemaElement key) {
    return table.request().attributeDefinitions().stream()
        .filter(attribute -> attribute.attributeName().equals(key.attributeName()))
        .map(AttributeDefinition::attributeTypeAsString)
        .collect(Collectors.joining("", "`" + key.attributeName() + "` ", ""));
  }

  /** The first three columns. */
  private static String withoutProperty(String line) {
    String[] columns = line.split("\\|", -1);
    return columns[1].replace("(ours)", "").strip()
        + "|"
        + columns[2].strip()
        + "|"
        + columns[3].strip();
  }

  private static String suffix(String name) {
    return name.replace("sleeper-" + ID + "-", "");
  }

  private static String clean() {
    return "my-instance";
  }

  private static List<Definition> tables() {
    return DynamoTableDefinitions.all(
        new DynamoTableNames(InstanceProperties.empty().with(InstanceProperty.ID, ID)));
  }

  private static List<String> lines() throws IOException {
    return Files.readAllLines(SharedData.projectRoot().resolve("docs/formats/dynamodb.md"));
  }
}
