package sleeper.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import sleeper.core.partition.PartitionTree;
import sleeper.core.partition.PartitionTrees;
import sleeper.core.row.CloseableIterator;
import sleeper.core.row.Row;
import sleeper.core.schema.PrimitiveType;
import sleeper.core.schema.Schema;
import sleeper.core.statestore.FileReference;
import sleeper.query.filter.Operator;
import sleeper.query.scan.Placement;
import sleeper.query.scan.ScanFiles;
import sleeper.query.scan.ScanSettings;
import sleeper.query.testing.MemoryDataFiles;
import sleeper.query.testing.TestFiles;
import sleeper.query.testing.TestStates;
import sleeper.query.testing.TestTable;

/** Rows that Sleeper put into the leaf partition of its own order, as it really does. */
class MisplacedRowsTest {

  private static final Schema BYTES =
      Schema.builder().rowKey("key", PrimitiveType.BYTE_ARRAY).build();
  private static final Schema STRINGS =
      Schema.builder().rowKey("key", PrimitiveType.STRING).build();

  private final MemoryDataFiles files = new MemoryDataFiles();

  @Test
  void shouldFindByteKeysOnTheOtherSideOf0x80() throws IOException {
    TableQuery queries = bytesTable(Placement.SLEEPERS);

    assertThat(hexKeys(queries, queries.query())).containsExactly("10", "50", "80");
    assertThat(hexKeys(queries, queries.query().key(bytes("80")))).containsExactly("80");
    assertThat(hexKeys(queries, queries.query().where("key", Operator.LESS, bytes("60"))))
        .containsExactly("10", "50");
    assertThat(hexKeys(queries, queries.query().where("key", Operator.GREATER, bytes("60"))))
        .containsExactly("80");
    assertThat(
            queries.count(
                queries.query().where("key", Operator.GREATER_OR_EQUAL, bytes("40")).build()))
        .isEqualTo(2);
  }

  @Test
  void shouldFindStringsOnTheOtherSideOfASurrogate() throws IOException {
    PartitionTree tree = PartitionTrees.fromSplitPoints(STRINGS, List.of("\uff00"), ids());
    files.put("left", rows(STRINGS, "a", "\ud83d\ude00"));
    files.put("right", rows(STRINGS, "\uff41"));
    TableQuery queries = table(STRINGS, tree, Placement.SLEEPERS);

    assertThat(keys(queries, queries.query())).containsExactly("a", "\uff41", "\ud83d\ude00");
    assertThat(keys(queries, queries.query().key("\ud83d\ude00"))).containsExactly("\ud83d\ude00");
  }

  @Test
  void shouldReadOnlyTheLeafOfAKeyWhereOrdersAgree() throws IOException {
    PartitionTree tree = PartitionTrees.fromSplitPoints(STRINGS, List.of("m"), ids());
    files.put("left", rows(STRINGS, "a"));
    files.put("right", rows(STRINGS, "\ud83d\ude00"));
    TableQuery queries = table(STRINGS, tree, Placement.SLEEPERS);

    assertThat(keys(queries, queries.query().key("a"))).containsExactly("a");
    assertThat(files.opened()).containsExactly("left");
  }

  @Test
  void shouldTrustRegionsWhereOnlyThisEngineWrites() throws IOException {
    TableQuery queries = bytesTable(Placement.OURS);

    hexKeys(queries, queries.query().key(bytes("50")));

    assertThat(files.opened()).containsExactly("right");
  }

  private TableQuery bytesTable(Placement placement) {
    PartitionTree tree = PartitionTrees.fromSplitPoints(BYTES, List.of(bytes("40")), ids());
    files.put("left", rows(BYTES, bytes("10"), bytes("80")));
    files.put("right", rows(BYTES, bytes("50")));
    return table(BYTES, tree, placement);
  }

  private TableQuery table(Schema schema, PartitionTree tree, Placement placement) {
    List<FileReference> references =
        List.of(
            FileReference.wholeFile("left", tree.leaves().get(0).id(), 2),
            FileReference.wholeFile("right", tree.leaves().get(1).id(), 1));
    ScanSettings settings =
        ScanSettings.defaults(TestFiles.temporaryFolder()).withPlacement(placement);
    return new TableQuery(
        "keys",
        new TestStates(new TestTable(1, schema, tree, references)),
        new ScanFiles(files, settings));
  }

  private static Supplier<String> ids() {
    AtomicInteger next = new AtomicInteger();
    return () -> "partition" + next.incrementAndGet();
  }

  private static List<Row> rows(Schema schema, Object... keys) {
    return Stream.of(keys).map(key -> Row.of(schema, key)).toList();
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex);
  }

  private static List<String> hexKeys(TableQuery queries, Query.Builder query) throws IOException {
    List<String> keys = new ArrayList<>();
    try (QueryResults results = queries.run(query.build());
        CloseableIterator<Row> rows = results.rows()) {
      rows.forEachRemaining(row -> keys.add(HexFormat.of().formatHex((byte[]) row.get("key"))));
    }
    return keys;
  }

  private static List<String> keys(TableQuery queries, Query.Builder query) throws IOException {
    List<String> keys = new ArrayList<>();
    try (QueryResults results = queries.run(query.build());
        CloseableIterator<Row> rows = results.rows()) {
      rows.forEachRemaining(row -> keys.add((String) row.get("key")));
    }
    return keys;
  }
}
