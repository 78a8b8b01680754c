package sleeper.parquet.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.parquet.filter2.predicate.FilterApi;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sleeper.core.schema.ListType;
import sleeper.core.schema.PrimitiveType;
import sleeper.core.schema.Schema;
import sleeper.core.storage.ByteRange;
import sleeper.core.storage.ExpectedReads;

class RemoteFileTest {

  private static final int ROWS = 50_000;

  private static final Schema SCHEMA =
      Schema.builder()
          .rowKey("key", PrimitiveType.LONG)
          .value("v", PrimitiveType.STRING)
          .value("few", PrimitiveType.STRING)
          .value("list", new ListType(PrimitiveType.INT))
          .build();

  @Test
  void shouldExpectAllChunksOfARowGroupAndThoseOfTheNext() throws IOException {
    byte[] file = file(builder -> builder.withRowGroupRowCountLimit(10_000));
    RemoteObject object = new RemoteObject(file);

    assertThat(BlockRows.readAll(object, ReadSettings.of(SCHEMA))).hasSize(ROWS);

    assertThat(object.surprises()).isEmpty();
    List<ExpectedReads> expected = object.expected();
    assertThat(expected).hasSize(5);
    for (int group = 0; group < 5; group++) {
      assertThat(expected.get(group).streams())
          .hasSize(4)
          .allSatisfy(ranges -> assertThat(ranges).hasSize(1));
      assertThat(expected.get(group).following())
          .isEqualTo(group < 4 ? expected.get(group + 1).streams() : List.of());
    }
    assertThat(expected.stream().flatMap(reads -> ranges(reads).stream()))
        .extracting(ByteRange::length)
        .satisfies(lengths -> assertThat(sum(lengths)).isLessThan(file.length));
  }

  @Test
  void shouldExpectOnlyColumnsThatAreRead() throws IOException {
    RemoteObject object = new RemoteObject(file(builder -> builder));
    Schema narrow = Schema.builder().rowKey("key", PrimitiveType.LONG).build();

    assertThat(BlockRows.readAll(object, ReadSettings.of(narrow))).hasSize(ROWS);

    assertThat(object.surprises()).isEmpty();
    assertThat(object.expected()).singleElement().extracting(r -> ranges(r).size()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1234, 25_000, 49_999})
  void shouldExpectNothingButThePagesThatMayMatch(long key) throws IOException {
    byte[] file = file(builder -> builder.withRowGroupRowCountLimit(30_000));
    RemoteObject object = new RemoteObject(file);
    var filter = FilterApi.eq(FilterApi.longColumn("key"), key);

    List<List<Object>> rows = BlockRows.readAll(object, ReadSettings.of(SCHEMA).withFilter(filter));

    assertThat(rows).hasSize(1000).anySatisfy(row -> assertThat(row).startsWith(key));
    assertThat(object.surprises()).isEmpty();
    // A page of each column, and the dictionary of one.
    assertThat(object.expected())
        .singleElement()
        .satisfies(reads -> assertThat(ranges(reads)).hasSize(5))
        .satisfies(
            reads ->
                assertThat(sum(ranges(reads).stream().map(ByteRange::length).toList()))
                    .isLessThan(file.length / 20));
  }

  @Test
  void shouldKeepWhatIsFetchedAheadWithinItsMemory() throws IOException {
    RemoteObject object = new RemoteObject(file(builder -> builder));

    BlockRows.readAll(object, ReadSettings.of(SCHEMA).withMemoryBytes(1 << 20));

    assertThat(object.expected())
        .allSatisfy(reads -> assertThat(reads.memoryBytes()).isEqualTo(1 << 17));
  }

  private static byte[] file(UnaryOperator<ExampleParquetWriter.Builder> settings) {
    return TestFiles.write(
        "message m { required int64 key; required binary v (STRING); required binary few (STRING);"
            + " repeated int32 list; }",
        ROWS,
        builder ->
            settings.apply(
                builder
                    .withPageRowCountLimit(1000)
                    .withDictionaryEncoding(false)
                    .withDictionaryEncoding("few", true)),
        (group, row) -> {
          group.append("key", (long) row).append("v", "value of row " + row);
          group.append("few", "value " + row % 7);
          for (int i = 0; i < row % 3; i++) {
            group.append("list", row + i);
          }
        });
  }

  private static List<ByteRange> ranges(ExpectedReads reads) {
    return reads.streams().stream().flatMap(List::stream).toList();
  }

  private static long sum(List<? extends Long> lengths) {
    return lengths.stream().mapToLong(Long::longValue).sum();
  }
}
