package sleeper.core.statestore.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import sleeper.core.partition.Partition;
import sleeper.core.partition.PartitionJson;
import sleeper.core.schema.Schema;
import sleeper.core.schema.SchemaJson;
import sleeper.core.statestore.FileReference;
import sleeper.core.statestore.log.LogEntry;
import sleeper.core.statestore.transaction.FileHistory;
import sleeper.core.statestore.transaction.LogKind;
import sleeper.core.statestore.transaction.TimedReference;
import sleeper.core.statestore.transaction.TrackedFile;
import sleeper.core.statestore.transaction.TransactionType;
import sleeper.core.testing.SharedData;

/**
 * A table that Sleeper wrote, at the end of its history: what is in its logs, and the state that
 * Sleeper's own state store reports. Tests that ask for one are skipped where the data is not
 * there.
 */
public record GoldenTable(String name, String id, Schema schema) {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String BUCKET = "sleeper-golden-table-data-123456789012";

  /** The names of all five tables, for parameterised tests. */
  public static final String NAMES = "longtable,mixedtable,bytetable,twokeys,inttable";

  /** A table by its name. */
  public static GoldenTable load(String name) {
    Path folder = SharedData.formats("golden/tables/" + name);
    return new GoldenTable(
        name,
        text(folder.resolve("table-id.txt")).strip(),
        SchemaJson.parse(text(folder.resolve("schema.json"))));
  }

  /** All entries of one of its logs, with the bodies that are kept in objects of their own. */
  public List<LogEntry> log(LogKind kind) {
    String file = kind == LogKind.FILES ? "file" : "partition";
    JsonNode items =
        json(text(
                SharedData.formats("golden/5-final/dynamodb")
                    .resolve("sleeper-golden-" + file + "-transaction-log.json")))
            .path("Items");
    List<LogEntry> entries = new ArrayList<>();
    for (JsonNode item : items) {
      if (item.at("/TABLE_ID/S").asText().equals(id)) {
        entries.add(entry(item));
      }
    }
    return entries;
  }

  /** Where one of its objects lies as a file. */
  public Path object(String key) {
    return SharedData.formats("golden/5-final/s3").resolve(BUCKET).resolve(key);
  }

  /** The files that Sleeper reports at the end, without a history. */
  public List<TrackedFile> expectedFiles() {
    return stateOf("file").stream().map(GoldenTable::readFile).toList();
  }

  /** The partitions that Sleeper reports at the end. */
  public List<Partition> expectedPartitions() {
    return stateOf("partition").stream().map(node -> PartitionJson.read(schema, node)).toList();
  }

  private LogEntry entry(JsonNode item) {
    String body =
        item.has("BODY")
            ? item.at("/BODY/S").asText()
            : text(object(item.at("/BODY_S3_KEY/S").asText()));
    return new LogEntry(
        Long.parseLong(item.at("/TRANSACTION_NUMBER/N").asText()),
        Instant.ofEpochMilli(Long.parseLong(item.at("/UPDATE_TIME/N").asText())),
        TransactionType.valueOf(item.at("/TYPE/S").asText()),
        body);
  }

  private List<JsonNode> stateOf(String type) {
    return text(SharedData.formats("golden/tables/" + name + "/state.jsonl"))
        .lines()
        .map(GoldenTable::json)
        .filter(node -> node.path("type").asText().equals(type))
        .toList();
  }

  private static TrackedFile readFile(JsonNode node) {
    String filename = node.path("filename").asText();
    List<TimedReference> references = new ArrayList<>();
    for (JsonNode reference : node.path("references")) {
      references.add(new TimedReference(readReference(filename, reference), updateTime(reference)));
    }
    return new TrackedFile(filename, updateTime(node), references, FileHistory.NONE);
  }

  private static FileReference readReference(String filename, JsonNode node) {
    JsonNode jobId = node.path("jobId");
    return new FileReference(
        filename,
        node.path("partitionId").asText(),
        node.path("numberOfRows").asLong(),
        jobId.isNull() ? null : jobId.asText(),
        node.path("countApproximate").asBoolean(),
        node.path("onlyContainsDataForThisPartition").asBoolean());
  }

  private static Instant updateTime(JsonNode node) {
    return Instant.ofEpochMilli(node.path("lastStateStoreUpdateTime").asLong());
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode json(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
