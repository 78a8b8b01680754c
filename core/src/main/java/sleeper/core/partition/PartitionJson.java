package sleeper.core.partition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sleeper.core.error.InvalidInput;
import sleeper.core.json.Json;
import sleeper.core.range.RegionJson;
import sleeper.core.schema.Field;
import sleeper.core.schema.Schema;

/**
 * The JSON of partitions, as Sleeper has it in transactions.
 *
 * <pre>
 * {"partitionId":s,"isLeafPartition":b,"parentPartitionId":s,"childPartitionIds":[s,s],
 *  "region":{...},"dimension":n}
 * </pre>
 *
 * <p>The root's parent is left out, and null is read as well. Members that are not known are
 * ignored. {@link RegionJson} has the region, which needs a range for every row key.
 */
public final class PartitionJson {

  private PartitionJson() {}

  /** The partition as a JSON tree. */
  public static ObjectNode toNode(Partition partition) {
    ObjectNode node = Json.object();
    node.put("partitionId", partition.id());
    node.put("isLeafPartition", partition.isLeaf());
    if (partition.parentId() != null) {
      node.put("parentPartitionId", partition.parentId());
    }
    ArrayNode children = node.putArray("childPartitionIds");
    partition.childIds().forEach(children::add);
    node.set("region", RegionJson.toNode(partition.region()));
    return node.put("dimension", partition.dimension());
  }

  /**
   * Reads a partition from a JSON tree.
   *
   * @throws InvalidInput naming the partition and what is wrong with it
   */
  public static Partition read(Schema schema, JsonNode node) {
    JsonNode id = node.path("partitionId");
    if (!id.isTextual()) {
      throw new InvalidInput("A partition needs a \"partitionId\": " + node);
    }
    try {
      Partition partition = readPartition(schema, id.textValue(), node);
      checkDimension(schema, node, partition);
      return partition;
    } catch (InvalidInput | IllegalArgumentException e) {
      throw new InvalidInput(
          "Partition %s is wrong: %s".formatted(id.textValue(), e.getMessage()), e);
    }
  }

  private static Partition readPartition(Schema schema, String id, JsonNode node) {
    JsonNode region = node.path("region");
    for (Field rowKey : schema.rowKeyFields()) {
      if (!region.has(rowKey.name())) {
        throw new InvalidInput("its region has no range of row key " + rowKey.name());
      }
    }
    JsonNode dimension = node.path("dimension");
    if (!dimension.isInt()) {
      throw new InvalidInput("its \"dimension\" is not a whole number: " + dimension);
    }
    return new Partition(
        id,
        readParent(node.path("parentPartitionId")),
        readChildren(node.path("childPartitionIds")),
        RegionJson.read(schema, region).canonical(),
        dimension.intValue());
  }

  private static @Nullable String readParent(JsonNode parent) {
    if (parent.isMissingNode() || parent.isNull()) {
      return null;
    }
    if (!parent.isTextual()) {
      throw new InvalidInput("its \"parentPartitionId\" is not a text: " + parent);
    }
    return parent.textValue();
  }

  private static List<String> readChildren(JsonNode children) {
    List<String> ids = new ArrayList<>();
    for (JsonNode child : children) {
      if (!child.isTextual()) {
        throw new InvalidInput("its \"childPartitionIds\" are not texts: " + children);
      }
      ids.add(child.textValue());
    }
    return ids;
  }

  private static void checkDimension(Schema schema, JsonNode node, Partition partition) {
    if (node.path("isLeafPartition").booleanValue() != partition.isLeaf()) {
      throw new InvalidInput(
          "\"isLeafPartition\" does not agree with its children " + partition.childIds());
    }
    if (partition.dimension() >= schema.rowKeyCount()) {
      throw new InvalidInput(
          "its dimension is %d but the schema has %d row keys"
              .formatted(partition.dimension(), schema.rowKeyCount()));
    }
  }
}
