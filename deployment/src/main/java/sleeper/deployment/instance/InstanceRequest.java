package sleeper.deployment.instance;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sleeper.core.deployment.DeployedProperties;
import sleeper.core.deployment.DeployedTable;
import sleeper.core.deployment.DeployedTables;
import sleeper.core.error.InvalidInput;
import sleeper.core.properties.InstanceProperties;
import sleeper.core.properties.TableProperties;
import sleeper.core.properties.TableProperty;
import sleeper.parquet.write.WriteSettings;
import sleeper.storage.s3.S3DocumentStore;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * What a template asks for.
 *
 * @param properties what is set for the instance, by name
 * @param tables the tables that it has
 */
record InstanceRequest(Map<String, String> properties, DeployedTables tables) {

  private static final Logger LOG = LoggerFactory.getLogger(InstanceRequest.class);

  private static final String PROPERTIES = "InstanceProperties";
  private static final String TABLES_BUCKET = "TablesBucket";
  private static final String TABLES_KEY = "TablesKey";

  /** Nothing was asked for before. */
  static final InstanceRequest NOTHING = new InstanceRequest(Map.of(), DeployedTables.NONE);

  InstanceRequest {
    properties = Map.copyOf(properties);
  }

  /**
   * Reads and checks what is set for the instance.
   *
   * @throws InvalidInput in one sentence that says what cannot be deployed
   */
  static InstanceProperties readProperties(JsonNode resource) {
    return DeployedProperties.check(texts(resource.path(PROPERTIES)));
  }

  /**
   * Reads and checks all of it.
   *
   * @throws InvalidInput in one sentence that says what cannot be deployed
   * @throws IOException if the list of tables could not be read
   */
  static InstanceRequest read(JsonNode resource, S3Client s3) throws IOException {
    InstanceProperties properties = readProperties(resource);
    InstanceRequest request = new InstanceRequest(properties.asMap(), tables(resource, s3));
    request.tables().tables().forEach(table -> checkWritable(properties, table));
    return request;
  }

  /**
   * What was asked for earlier, as far as it can still be read: what cannot is taken for nothing.
   */
  static InstanceRequest readEarlier(JsonNode resource, S3Client s3) {
    Map<String, String> values = texts(resource.path(PROPERTIES));
    try {
      return new InstanceRequest(values, tables(resource, s3));
    } catch (IOException | InvalidInput e) {
      LOG.warn("The tables of the deployment before cannot be read any more", e);
      return new InstanceRequest(values, DeployedTables.NONE);
    }
  }

  private static Map<String, String> texts(JsonNode object) {
    Map<String, String> texts = new HashMap<>();
    for (Map.Entry<String, JsonNode> each : object.properties()) {
      if (!each.getValue().isValueNode()) {
        throw new InvalidInput(
            "Property %s is a text, not %s".formatted(each.getKey(), each.getValue()));
      }
      texts.put(each.getKey(), each.getValue().asText());
    }
    return texts;
  }

  private static DeployedTables tables(JsonNode resource, S3Client s3) throws IOException {
    String bucket = resource.path(TABLES_BUCKET).asText("");
    String key = resource.path(TABLES_KEY).asText("");
    if (bucket.isBlank() && key.isBlank()) {
      return DeployedTables.NONE;
    }
    return new S3DocumentStore(s3, bucket)
        .read(key)
        .map(document -> DeployedTables.parse(document.text()))
        .orElseThrow(
            () ->
                new InvalidInput(
                    "There is no list of tables at s3://%s/%s; deploy again to upload it"
                        .formatted(bucket, key)));
  }

  private static void checkWritable(InstanceProperties instance, DeployedTable table) {
    try {
      WriteSettings.of(
          TableProperties.of(instance, table.properties())
              .with(TableProperty.SCHEMA, table.schema()));
    } catch (InvalidInput e) {
      throw new InvalidInput("%s: table=%s".formatted(e.getMessage(), table.name()), e);
    }
  }
}
