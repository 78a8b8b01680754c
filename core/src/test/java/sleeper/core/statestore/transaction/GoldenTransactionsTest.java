package sleeper.core.statestore.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sleeper.core.schema.PrimitiveType;
import sleeper.core.schema.Schema;
import sleeper.core.statestore.golden.GoldenTable;
import sleeper.core.statestore.log.LogEntry;
import sleeper.core.testing.SharedData;

/** Reads, applies and rewrites what Sleeper wrote. */
class GoldenTransactionsTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  @ParameterizedTest
  @ValueSource(strings = {"longtable", "mixedtable", "bytetable", "twokeys", "inttable"})
  void shouldReachSleepersFilesFromItsLog(String name) throws IOException {
    GoldenTable table = GoldenTable.load(name);
    FilesState state = FilesState.empty();
    List<LogEntry> log = table.log(LogKind.FILES);
    for (LogEntry entry : log) {
      FileTransaction transaction = TransactionJson.readFiles(entry.type(), entry.body());
      transaction.validate(state);
      state = state.apply(entry.number(), entry.updateTime(), transaction);
    }

    assertThat(log).hasSizeGreaterThan(3);
    assertThat(withoutHistory(state)).isEqualTo(Set.copyOf(table.expectedFiles()));
    assertThat(state.number()).isEqualTo(log.size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"longtable", "mixedtable", "bytetable", "twokeys", "inttable"})
  void shouldReachSleepersPartitionsFromItsLog(String name) throws IOException {
    GoldenTable table = GoldenTable.load(name);
    PartitionsState state = PartitionsState.empty();
    for (LogEntry entry : table.log(LogKind.PARTITIONS)) {
      PartitionTransaction transaction =
          TransactionJson.readPartitions(table.schema(), entry.type(), entry.body());
      transaction.validate(state);
      state = state.apply(entry.number(), transaction);
    }

    assertThat(state.tree().orElseThrow().all())
        .containsExactlyInAnyOrderElementsOf(table.expectedPartitions());
  }

  @ParameterizedTest
  @ValueSource(strings = {"longtable", "mixedtable", "bytetable", "twokeys", "inttable"})
  void shouldRewriteEveryBodyAsSleeperDid(String name) throws IOException {
    GoldenTable table = GoldenTable.load(name);
    for (LogEntry entry : table.log(LogKind.FILES)) {
      assertSameJson(rewritten(table.schema(), entry.type(), entry.body()), entry.body());
    }
    for (LogEntry entry : table.log(LogKind.PARTITIONS)) {
      assertSameJson(rewritten(table.schema(), entry.type(), entry.body()), entry.body());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "AddFiles, ADD_FILES",
    "AddSplitFile, ADD_FILES",
    "AssignJobIds, ASSIGN_JOB_IDS",
    "ClearFiles, CLEAR_FILES",
    "DeleteFiles, DELETE_FILES",
    "ExtendPartitionTree, EXTEND_PARTITION_TREE",
    "InitialisePartitions, INITIALISE_PARTITIONS",
    "ReplaceFileReferences, REPLACE_FILE_REFERENCES",
    "ReplaceFileReferencesWithTrackingIds, REPLACE_FILE_REFERENCES",
    "SplitFileReferences, SPLIT_FILE_REFERENCES",
    "SplitPartition, SPLIT_PARTITION"
  })
  void shouldRewriteEveryExample(String file, TransactionType type) throws IOException {
    Schema schema = Schema.builder().rowKey("key", PrimitiveType.STRING).build();
    String body = Files.readString(SharedData.formats("examples/transactions/" + file + ".json"));

    assertSameJson(rewritten(schema, type, body), body);
  }

  private static String rewritten(Schema schema, TransactionType type, String body)
      throws IOException {
    return type.kind() == LogKind.FILES
        ? TransactionJson.write(TransactionJson.readFiles(type, body))
        : TransactionJson.write(TransactionJson.readPartitions(schema, type, body));
  }

  private static void assertSameJson(String actual, String expected) throws IOException {
    JsonNode read = MAPPER.readTree(expected);
    assertThat(MAPPER.readTree(actual)).isEqualTo(read);
  }

  private static Set<TrackedFile> withoutHistory(FilesState state) {
    return state.files().stream()
        .map(
            file ->
                new TrackedFile(
                    file.filename(), file.updateTime(), file.references(), FileHistory.NONE))
        .collect(Collectors.toSet());
  }
}
