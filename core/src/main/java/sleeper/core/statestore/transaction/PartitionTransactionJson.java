package sleeper.core.statestore.transaction;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import sleeper.core.error.CorruptData;
import sleeper.core.error.InvalidInput;
import sleeper.core.partition.Partition;
import sleeper.core.partition.PartitionJson;
import sleeper.core.schema.Schema;

/** The bodies of partition transactions. */
final class PartitionTransactionJson {

  private final Schema schema;

  PartitionTransactionJson(Schema schema) {
    this.schema = schema;
  }

  PartitionTransaction read(TransactionType type, JsonNode body) throws CorruptData {
    return switch (type) {
      case INITIALISE_PARTITIONS -> new InitialisePartitions(readList(body, "partitions"));
      case SPLIT_PARTITION ->
          new SplitPartition(readPartition(body.path("parent")), readList(body, "newChildren"));
      case EXTEND_PARTITION_TREE ->
          new ExtendPartitionTree(
              readList(body, "updatePartitions"), readList(body, "newPartitions"));
      case ADD_FILES,
          ASSIGN_JOB_IDS,
          CLEAR_FILES,
          DELETE_FILES,
          REPLACE_FILE_REFERENCES,
          SPLIT_FILE_REFERENCES ->
          throw new IllegalArgumentException("Not a partition transaction: type=" + type);
    };
  }

  static ObjectNode write(PartitionTransaction transaction) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    if (transaction instanceof InitialisePartitions initialise) {
      body.set("partitions", writeList(initialise.partitions()));
    } else if (transaction instanceof SplitPartition split) {
      body.set("parent", PartitionJson.toNode(split.parent()));
      body.set("newChildren", writeList(split.newChildren()));
    } else if (transaction instanceof ExtendPartitionTree extend) {
      body.set("updatePartitions", writeList(extend.updatePartitions()));
      body.set("newPartitions", writeList(extend.newPartitions()));
    }
    return body;
  }

  private List<Partition> readList(JsonNode body, String name) throws CorruptData {
    return JsonMembers.map(JsonMembers.list(body, name), this::readPartition);
  }

  private Partition readPartition(JsonNode node) throws CorruptData {
    try {
      return PartitionJson.read(schema, node);
    } catch (InvalidInput e) {
      throw new CorruptData("A partition in a transaction cannot be read: " + e.getMessage(), e);
    }
  }

  private static ArrayNode writeList(List<Partition> partitions) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode(partitions.size());
    partitions.forEach(partition -> list.add(PartitionJson.toNode(partition)));
    return list;
  }
}
