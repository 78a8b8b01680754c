package sleeper.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sleeper.core.json.Json;
import sleeper.core.partition.Partition;
import sleeper.core.partition.PartitionJson;
import sleeper.core.partition.PartitionTree;
import sleeper.core.range.RegionJson;
import sleeper.core.row.CloseableIterator;
import sleeper.core.row.Row;
import sleeper.core.schema.Schema;
import sleeper.core.schema.SchemaJson;
import sleeper.core.statestore.FileReference;
import sleeper.core.testing.RowJson;
import sleeper.core.testing.SharedData;
import sleeper.query.scan.ScanSettings;
import sleeper.query.testing.FolderObjectStore;
import sleeper.query.testing.TestFiles;
import sleeper.query.testing.TestStates;
import sleeper.query.testing.TestTable;

/** Tables that Sleeper wrote give the rows that Sleeper gave. */
class GoldenTableTest {

  private static final String BUCKET = "s3a://sleeper-golden-table-data-123456789012/";

  @ParameterizedTest
  @ValueSource(strings = {"longtable", "mixedtable", "bytetable", "twokeys", "inttable"})
  void shouldGiveTheRowsThatSleeperGave(String name) throws IOException {
    Path folder = SharedData.formats("golden/tables/" + name);
    Schema schema = SchemaJson.parse(Files.readString(folder.resolve("schema.json")));
    TableQuery queries = queries(folder, schema);

    List<String> all = lines(queries, Query.builder(schema).build());
    assertThat(all).hasSize((int) queries.count(Query.builder(schema).build()));
    assertThat(sorted(all)).isEqualTo(RowJson.sortedLines(folder.resolve("expected-rows.jsonl")));

    for (Path region : regions(folder)) {
      String text = Files.readString(region);
      Query query = Query.builder(schema).region(RegionJson.parse(schema, text)).build();
      Path rows =
          folder.resolve(region.getFileName().toString().replace(".json", "-expected.jsonl"));

      List<String> matching = lines(queries, query);
      assertThat(sorted(matching)).as("%s", region).isEqualTo(RowJson.sortedLines(rows));
      assertThat(queries.count(query)).as("%s", region).isEqualTo(matching.size());
      // The rows of a region come in the order of the whole table.
      assertThat(all.stream().filter(matching::contains)).isEqualTo(matching);
    }
  }

  private static TableQuery queries(Path folder, Schema schema) throws IOException {
    Path data = SharedData.formats("golden/5-final/s3/sleeper-golden-table-data-123456789012");
    return TableQuery.of(
        folder.getFileName().toString(),
        new TestStates(state(folder, schema)),
        new FolderObjectStore(data),
        ScanSettings.defaults(TestFiles.temporaryFolder()));
  }

  private static TestTable state(Path folder, Schema schema) throws IOException {
    List<Partition> partitions = new ArrayList<>();
    List<FileReference> references = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve("state.jsonl"))) {
      ObjectNode node = (ObjectNode) Json.parse("state", line);
      if (node.remove("type").textValue().equals("partition")) {
        partitions.add(PartitionJson.read(schema, node));
      } else {
        node.get("references").forEach(each -> references.add(reference(node, each)));
      }
    }
    return new TestTable(1, schema, new PartitionTree(partitions), references);
  }

  private static FileReference reference(JsonNode file, JsonNode reference) {
    return new FileReference(
        file.get("filename").textValue().substring(BUCKET.length()),
        reference.get("partitionId").textValue(),
        reference.get("numberOfRows").longValue(),
        null,
        reference.get("countApproximate").booleanValue(),
        reference.get("onlyContainsDataForThisPartition").booleanValue());
  }

  private static List<Path> regions(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().matches("region-.*\\.json"))
          .toList();
    }
  }

  private static List<String> sorted(List<String> lines) {
    return lines.stream().sorted().toList();
  }

  private static List<String> lines(TableQuery queries, Query query) throws IOException {
    List<String> lines = new ArrayList<>();
    try (QueryResults results = queries.run(query);
        CloseableIterator<Row> rows = results.rows()) {
      rows.forEachRemaining(row -> lines.add(RowJson.line(row)));
    }
    return lines;
  }
}
