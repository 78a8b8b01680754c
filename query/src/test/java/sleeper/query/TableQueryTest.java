package sleeper.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.junit.jupiter.api.Test;
import sleeper.core.error.CorruptData;
import sleeper.core.error.InvalidInput;
import sleeper.core.partition.Partition;
import sleeper.core.partition.PartitionTree;
import sleeper.core.range.Range;
import sleeper.core.range.Region;
import sleeper.core.row.CloseableIterator;
import sleeper.core.row.Row;
import sleeper.core.schema.PrimitiveType;
import sleeper.core.schema.Schema;
import sleeper.core.statestore.FileReference;
import sleeper.query.filter.Operator;
import sleeper.query.scan.ScanFiles;
import sleeper.query.scan.ScanSettings;
import sleeper.query.testing.MemoryDataFiles;
import sleeper.query.testing.TestFiles;
import sleeper.query.testing.TestStates;
import sleeper.query.testing.TestTable;

class TableQueryTest {

  private static final Schema SCHEMA =
      Schema.builder().rowKey("key", PrimitiveType.INT).value("file", PrimitiveType.STRING).build();

  private final MemoryDataFiles files = new MemoryDataFiles();
  private final TestStates states = new TestStates();
  private final TableQuery queries =
      new TableQuery(
          "animals",
          states,
          new ScanFiles(files, ScanSettings.defaults(TestFiles.temporaryFolder())));

  @Test
  void shouldOpenOnlyFilesOfLeavesThatCanMatch() throws IOException {
    addVersion(1, "low", "high");

    assertThat(rows(queries.query().key(7).build())).containsExactly("7 low");
    assertThat(files.opened()).containsExactly("low");
  }

  @Test
  void shouldCountWholeLeavesWithoutReadingThem() throws IOException {
    addVersion(1, "low", "high");

    assertThat(queries.count(queries.query().build())).isEqualTo(20);
    assertThat(queries.count(queries.query().where("key", Operator.GREATER_OR_EQUAL, 10).build()))
        .isEqualTo(10);
    assertThat(queries.count(queries.query().limit(3).build())).isEqualTo(3);
    assertThat(files.opened()).isEmpty();
    assertThat(queries.count(queries.query().where("key", Operator.GREATER, 10).build()))
        .isEqualTo(9);
    assertThat(files.opened()).containsExactly("high");
  }

  @Test
  void shouldReadOlderVersions() throws IOException {
    addVersion(1, "low", "high");
    addVersion(2, "lower", "high");

    assertThat(rows(queries.query().key(3).build())).containsExactly("3 lower");
    assertThat(rows(queries.query().key(3).asOf(1).build())).containsExactly("3 low");
    assertThatThrownBy(() -> queries.run(queries.query().asOf(9).build()))
        .isInstanceOf(InvalidInput.class);
  }

  @Test
  void shouldStartAgainOnTheNewestVersionWhenAFileIsGone() throws IOException {
    addVersion(1, "low", "high");
    Query query = queries.query().build();
    try (QueryResults results = queries.run(query)) {
      addVersion(2, "lower", "higher");
      files.remove("low");

      assertThat(rows(results)).hasSize(20).startsWith("0 lower").endsWith("19 higher");
      assertThat(results.version()).isEqualTo(2);
    }
    assertThat(files.open()).isZero();
  }

  @Test
  void shouldNameTheVersionWhenAFileIsGoneAfterTheFirstRows() throws IOException {
    addVersion(1, "low", "high");
    try (QueryResults results = queries.run(queries.query().build())) {
      assertThat(results.blocks().next()).isNotNull();
      addVersion(2, "lower", "higher");
      files.remove("high");

      assertThatThrownBy(() -> results.rows().forEachRemaining(row -> {}))
          .cause()
          .isInstanceOf(CorruptData.class)
          .hasMessage(
              "Version 1 of table animals cannot be read any more, because its data file high is gone; query a newer version");
    }
    assertThat(files.open()).isZero();
  }

  @Test
  void shouldNotFallBackToAnotherVersionThanTheOneAskedFor() throws IOException {
    addVersion(1, "low", "high");
    addVersion(2, "lower", "higher");
    files.remove("low");
    Query query = queries.query().asOf(1).build();

    assertThatThrownBy(() -> rows(query)).hasMessageContaining("Version 1 of table animals");
    assertThatThrownBy(() -> queries.count(queries.query().asOf(1).key(3).build()))
        .isInstanceOf(CorruptData.class);
  }

  @Test
  void shouldStopReadingAtTheLimit() throws IOException {
    addVersion(1, "low", "high");

    assertThat(rows(queries.query().limit(10).build())).hasSize(10);
    assertThat(files.opened()).containsExactly("low");
    assertThat(rows(queries.query().limit(0).build())).isEmpty();
  }

  @Test
  void shouldGiveArrowBatchesAndFreeThem() throws IOException {
    addVersion(1, "low", "high");
    long rows = 0;
    try (BufferAllocator allocator = new RootAllocator();
        ArrowReader reader = queries.run(queries.query().build()).toArrow(allocator)) {
      while (reader.loadNextBatch()) {
        rows += reader.getVectorSchemaRoot().getRowCount();
      }
      assertThat(allocator.getAllocatedMemory()).isPositive();
    }
    assertThat(rows).isEqualTo(20);
    assertThat(files.open()).isZero();
  }

  @Test
  void shouldMergeAThousandFilesOfALeaf() throws IOException {
    List<FileReference> references = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      int offset = i;
      String name = "file%04d".formatted(i);
      files.put(
          name,
          IntStream.range(0, 20).mapToObj(k -> Row.of(SCHEMA, k * 1000 + offset, name)).toList());
      references.add(FileReference.wholeFile(name, "root", 20));
    }
    states.add(new TestTable(1, SCHEMA, new PartitionTree(List.of(root())), references));

    List<String> rows = rows(queries.query().build());

    assertThat(rows).hasSize(20_000);
    assertThat(rows.get(12_345)).isEqualTo("12345 file0345");
    assertThat(rows.stream().map(row -> Integer.parseInt(row.split(" ")[0]))).isSorted();
    assertThat(files.open()).isZero();
  }

  @Test
  void shouldRefuseWhatTheSchemaHasNot() {
    addVersion(1, "low", "high");
    Query.Builder builder = queries.query();

    assertThatThrownBy(() -> builder.columns("key", "colour"))
        .isInstanceOf(InvalidInput.class)
        .hasMessage("There is no field colour; the fields are key, file");
    assertThatThrownBy(() -> builder.key("seven"))
        .isInstanceOf(InvalidInput.class)
        .hasMessage("Field key is a int, so it cannot be compared with a String: value=seven");
    assertThatThrownBy(() -> builder.key(1, 2))
        .hasMessage("A key has 1 to 1 values, of the fields key: key=(1,2)");
    assertThatThrownBy(() -> builder.limit(-1)).isInstanceOf(InvalidInput.class);
  }

  /** A table of two leaves, of keys below 10 and from 10 on. */
  private void addVersion(long version, String low, String high) {
    Partition split = new Partition("root", null, List.of("l", "r"), root().region(), 0);
    Range keys = Range.all(SCHEMA.field(0));
    PartitionTree tree =
        new PartitionTree(
            List.of(
                split,
                leaf("l", Range.halfOpen(keys.field(), null, 10)),
                leaf("r", Range.halfOpen(keys.field(), 10, null))));
    files.put(low, IntStream.range(0, 10).mapToObj(k -> Row.of(SCHEMA, k, low)).toList());
    files.put(high, IntStream.range(10, 20).mapToObj(k -> Row.of(SCHEMA, k, high)).toList());
    states.add(
        new TestTable(
            version,
            SCHEMA,
            tree,
            List.of(
                FileReference.wholeFile(low, "l", 10), FileReference.wholeFile(high, "r", 10))));
  }

  private static Partition root() {
    Region everything = new Region(List.of(Range.all(SCHEMA.field(0))));
    return new Partition("root", null, List.of(), everything, Partition.NO_DIMENSION);
  }

  private static Partition leaf(String id, Range keys) {
    return new Partition(id, "root", List.of(), new Region(List.of(keys)), Partition.NO_DIMENSION);
  }

  private List<String> rows(Query query) throws IOException {
    try (QueryResults results = queries.run(query)) {
      return rows(results);
    }
  }

  private static List<String> rows(QueryResults results) throws IOException {
    List<String> rows = new ArrayList<>();
    try (CloseableIterator<Row> iterator = results.rows()) {
      iterator.forEachRemaining(row -> rows.add(row.get("key") + " " + row.get("file")));
    }
    return rows;
  }
}
