package sleeper.core.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sleeper.core.error.InvalidInput;
import sleeper.core.json.Json;
import sleeper.core.schema.PrimitiveType;
import sleeper.core.schema.Schema;
import sleeper.core.schema.SchemaJson;
import sleeper.core.testing.SharedData;

class PartitionJsonTest {

  private static final Schema SCHEMA = Schema.builder().rowKey("k", PrimitiveType.STRING).build();

  @Test
  void shouldLeaveOutTheParentOfTheRoot() {
    Partition root = PartitionTrees.single(SCHEMA).root();

    assertThat(Json.compact(PartitionJson.toNode(root)))
        .isEqualTo(
            "{\"partitionId\":\"root\",\"isLeafPartition\":true,\"childPartitionIds\":[],"
                + "\"region\":{\"k\":{\"min\":\"\",\"minInclusive\":true,\"maxInclusive\":false},"
                + "\"stringsBase64Encoded\":true},\"dimension\":-1}");
  }

  @ParameterizedTest
  @CsvSource({"bytetable,9", "inttable,1403", "longtable,9", "mixedtable,7", "twokeys,3"})
  void shouldReadAndWriteThePartitionsOfSleeperTables(String table, int partitions)
      throws IOException {
    Path folder = SharedData.formats("golden/tables/" + table);
    Schema schema = SchemaJson.parse(Files.readString(folder.resolve("schema.json")));
    List<Partition> read = new ArrayList<>();

    for (ObjectNode node : partitionNodes(folder.resolve("state.jsonl"))) {
      Partition partition = PartitionJson.read(schema, node);
      String written = Json.compact(PartitionJson.toNode(partition));
      assertThat(Json.parse("partition", written)).isEqualTo(withoutNulls(node));
      read.add(partition);
    }

    assertThat(read).hasSize(partitions);
    PartitionTreeCheck.check(schema, new PartitionTree(read));
  }

  @Test
  void shouldMakeRegionsCanonical() {
    Partition partition =
        read(
            "{'partitionId':'p','isLeafPartition':true,'parentPartitionId':null,'dimension':-1,"
                + "'childPartitionIds':[],'region':{'k':{'min':'','max':'YQ==',"
                + "'maxInclusive':true}}}");

    assertThat(partition.region().range(0).max()).isEqualTo("a\0");
    assertThat(partition.region().range(0).maxInclusive()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} | A partition needs a \"partitionId\"",
        "{'partitionId':'p'} | Partition p is wrong: its region has no range of row key k",
        "{'partitionId':'p','region':{'k':{'min':''}}} | its \"dimension\" is not a whole number",
        "{'partitionId':'p','region':{'k':{'min':''}},'dimension':-1,'isLeafPartition':false} "
            + "| \"isLeafPartition\" does not agree",
        "{'partitionId':'p','region':{'k':{'min':''}},'dimension':-1,"
            + "'childPartitionIds':['a']} | A partition is split in two",
        "{'partitionId':'p','region':{'k':{'min':''}},'dimension':0,'isLeafPartition':true} "
            + "| A partition has a dimension if it was split",
        "{'partitionId':'p','region':{'k':{'min':''}},'dimension':1,"
            + "'childPartitionIds':['a','b']} | its dimension is 1 but the schema has 1 row keys",
        "{'partitionId':'p','region':{'k':{'min':''}},'dimension':-1,'parentPartitionId':7} "
            + "| its \"parentPartitionId\" is not a text: 7",
        "{'partitionId':'p','region':{'k':{'min':'?'}},'dimension':-1} | is not base64",
      })
  void shouldSayWhatIsWrongWithAPartition(String json, String message) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining(message);
  }

  private static Partition read(String json) {
    return PartitionJson.read(SCHEMA, Json.parse("partition", json.replace('\'', '"')));
  }

  private static List<ObjectNode> partitionNodes(Path stateFile) throws IOException {
    List<ObjectNode> nodes = new ArrayList<>();
    for (String line : Files.readAllLines(stateFile)) {
      ObjectNode node = (ObjectNode) Json.parse("state", line);
      if (node.remove("type").textValue().equals("partition")) {
        nodes.add(node);
      }
    }
    return nodes;
  }

  /** Transactions leave out what the state's listing has as null. */
  private static JsonNode withoutNulls(ObjectNode node) {
    Iterator<JsonNode> members = node.elements();
    while (members.hasNext()) {
      JsonNode member = members.next();
      if (member.isNull()) {
        members.remove();
      } else if (member instanceof ObjectNode object) {
        withoutNulls(object);
      }
    }
    return node;
  }
}
