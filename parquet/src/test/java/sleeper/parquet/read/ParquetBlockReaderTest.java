package sleeper.parquet.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.filter2.predicate.FilterApi;
import org.apache.parquet.io.api.Binary;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import sleeper.core.error.BudgetExceeded;
import sleeper.core.error.InvalidInput;
import sleeper.core.schema.ListType;
import sleeper.core.schema.PrimitiveType;
import sleeper.core.schema.Schema;
import sleeper.parquet.block.Dictionary;
import sleeper.parquet.block.DictionaryColumn;
import sleeper.parquet.block.RowBlock;

class ParquetBlockReaderTest {

  private static final Schema LONG_KEY = Schema.builder().rowKey("key", PrimitiveType.LONG).build();

  @Nested
  class Columns {

    @Test
    void shouldFindColumnsByNameAndListTheOthers() throws IOException {
      byte[] file =
          TestFiles.write(
              "message m { required int32 other; required int64 key; }",
              3,
              (group, row) -> group.append("other", row).append("key", 10L + row));

      assertThat(read(file, LONG_KEY)).containsExactly(List.of(10L), List.of(11L), List.of(12L));
      try (ParquetBlockReader reader = open(file, ReadSettings.of(LONG_KEY))) {
        assertThat(reader.ignoredColumns()).containsExactly("other");
        assertThat(reader.rows()).isEqualTo(3);
      }
    }

    @Test
    void shouldNameTheColumnsWhoseTimestampsHaveNoTimeZone() throws IOException {
      byte[] file =
          TestFiles.write(
              """
              message m {
                required int64 key;
                required int64 utc (TIMESTAMP(MICROS,true));
                required int64 local (TIMESTAMP(MICROS,false));
                required group times (LIST) {
                  repeated group list { required int64 element (TIMESTAMP(NANOS,false)); }
                }
                required int64 other (TIMESTAMP(MICROS,false));
              }
              """,
              0,
              (group, row) -> {});
      Schema schema =
          Schema.builder()
              .rowKey("key", PrimitiveType.LONG)
              .value("local", PrimitiveType.TIMESTAMP)
              .value("utc", PrimitiveType.TIMESTAMP)
              .value("times", new ListType(PrimitiveType.TIMESTAMP))
              .build();

      try (ParquetBlockReader reader = open(file, ReadSettings.of(schema))) {
        assertThat(reader.localTimestampColumns()).containsExactly("local", "times");
      }
    }

    @Test
    void shouldRefuseAMissingColumnUnlessItIsNullable() throws IOException {
      byte[] file =
          TestFiles.write(
              "message m { required int64 key; }", 2, (group, row) -> group.append("key", 1L));
      Schema needed =
          Schema.builder().rowKey("key", PrimitiveType.LONG).value("v", PrimitiveType.INT).build();
      Schema nullable =
          Schema.builder()
              .rowKey("key", PrimitiveType.LONG)
              .nullableValue("v", new ListType(PrimitiveType.INT))
              .build();

      assertThatThrownBy(() -> read(file, needed))
          .isInstanceOf(InvalidInput.class)
          .hasMessage(
              "File test.parquet has no column v, which the table's field of type int needs");
      assertThat(read(file, nullable)).allSatisfy(row -> assertThat(row.get(1)).isNull());
    }

    @Test
    void shouldWidenNumbersAndRefuseToNarrowThem() throws IOException {
      byte[] file =
          TestFiles.write(
              "message m { required int32 key; required float f; required int64 big; }",
              1,
              (group, row) -> group.append("key", -7).append("f", 1.5f).append("big", 1L << 40));
      Schema wide =
          Schema.builder()
              .rowKey("key", PrimitiveType.LONG)
              .value("f", PrimitiveType.DOUBLE)
              .build();
      Schema narrow =
          Schema.builder().rowKey("key", PrimitiveType.INT).value("big", PrimitiveType.INT).build();

      assertThat(read(file, wide)).containsExactly(List.of(-7L, 1.5));
      assertThatThrownBy(() -> read(file, narrow))
          .isInstanceOf(InvalidInput.class)
          .hasMessage(
              "Column big of file test.parquet is a int64, which the table's type int cannot hold"
                  + " without loss");
    }

    @Test
    void shouldRescaleDecimalsAndRefuseThoseThatDoNotFit() throws IOException {
      byte[] file =
          TestFiles.write(
              "message m { required int64 key; required int32 d (DECIMAL(9,2)); }",
              1,
              (group, row) -> group.append("key", 1L).append("d", -12345));
      Schema wider = decimals(PrimitiveType.decimal(30, 4));
      Schema tooFewDigits = decimals(PrimitiveType.decimal(9, 3));

      assertThat(read(file, wider).get(0).get(1)).hasToString("-123.4500");
      assertThatThrownBy(() -> read(file, tooFewDigits))
          .hasMessageContaining("DECIMAL(9,2)")
          .hasMessageContaining("decimal(9,3)");
    }

    private Schema decimals(PrimitiveType type) {
      return Schema.builder().rowKey("key", PrimitiveType.LONG).value("d", type).build();
    }
  }

  @Nested
  class Values {

    private static final String OPTIONAL = "message m { required int64 key; optional int32 v; }";

    private final Schema required =
        Schema.builder().rowKey("key", PrimitiveType.LONG).value("v", PrimitiveType.INT).build();

    @Test
    void shouldRefuseANullFromTheFooterWhereStatisticsShowIt() {
      byte[] file = TestFiles.write(OPTIONAL, 10, Values::fillButRowFive);

      assertThatThrownBy(() -> open(file, ReadSettings.of(required)))
          .isInstanceOf(InvalidInput.class)
          .hasMessageContaining("Column v of file test.parquet has 1 rows without a value");
    }

    @Test
    void shouldRefuseANullAtItsRowWhereTheFooterIsSilent() {
      byte[] file =
          TestFiles.write(
              OPTIONAL,
              10,
              builder -> builder.withStatisticsEnabled(false),
              Values::fillButRowFive);

      assertThatThrownBy(() -> read(file, required))
          .isInstanceOf(InvalidInput.class)
          .hasMessage(
              "Row 6 of file test.parquet has no value in column v, and the table's field is not"
                  + " nullable");
    }

    @Test
    void shouldRefuseTextThatIsNotUtf8AtItsRow() {
      byte[] file =
          TestFiles.write(
              "message m { required binary key; }",
              9,
              builder -> builder.withDictionaryEncoding(false),
              (group, row) ->
                  group.append(
                      "key",
                      Binary.fromConstantByteArray(
                          row == 7 ? new byte[] {'a', (byte) 0xC3} : new byte[] {'b'})));
      Schema text = Schema.builder().rowKey("key", PrimitiveType.STRING).build();

      assertThatThrownBy(() -> read(file, text))
          .isInstanceOf(InvalidInput.class)
          .hasMessage(
              "Row 8 of file test.parquet has a value in column key that is not valid UTF-8:"
                  + " bytes=61c3");
    }

    @Test
    void shouldRefuseKeysWithoutAPlaceInTheOrder() {
      for (double key : new double[] {Double.NaN, -0.0}) {
        byte[] file =
            TestFiles.write(
                "message m { required double key; }",
                4,
                (group, row) -> group.append("key", row == 2 ? key : row));
        Schema schema = Schema.builder().rowKey("key", PrimitiveType.DOUBLE).build();

        assertThatThrownBy(() -> read(file, schema))
            .isInstanceOf(InvalidInput.class)
            .hasMessageContaining("Row 3 of file test.parquet")
            .hasMessageContaining("column key");
      }
    }

    @Test
    void shouldKeepNullsApartFromValuesOverPagesAndBlocks() throws IOException {
      byte[] file =
          TestFiles.write(
              "message m { required int64 key; optional binary v (STRING); }",
              5000,
              builder -> builder.withPageRowCountLimit(130),
              (group, row) -> {
                group.append("key", (long) row);
                if (row % 7 != 3 && row / 1000 != 2) {
                  group.append("v", "value " + row % 50);
                }
              });
      Schema schema =
          Schema.builder()
              .rowKey("key", PrimitiveType.LONG)
              .nullableValue("v", PrimitiveType.STRING)
              .build();

      List<List<Object>> rows =
          BlockRows.readAll(new BytesObject(file), ReadSettings.of(schema).withBlockRows(333));

      assertThat(rows).hasSize(5000);
      for (int row = 0; row < rows.size(); row++) {
        assertThat(rows.get(row).get(1))
            .isEqualTo(row % 7 != 3 && row / 1000 != 2 ? "value " + row % 50 : null);
      }
    }

    private static void fillButRowFive(org.apache.parquet.example.data.Group group, int row) {
      group.append("key", (long) row);
      if (row != 5) {
        group.append("v", row);
      }
    }
  }

  @Nested
  class Blocks {

    @Test
    void shouldGiveTheSameDictionaryForAllBlocksOfARowGroup() throws IOException {
      byte[] file =
          TestFiles.write(
              "message m { required binary key (STRING); }",
              1000,
              (group, row) -> group.append("key", "tag " + row % 5));
      Schema schema = Schema.builder().rowKey("key", PrimitiveType.STRING).build();
      List<Dictionary> dictionaries = new ArrayList<>();
      List<Long> firstRows = new ArrayList<>();

      try (ParquetBlockReader reader = open(file, ReadSettings.of(schema).withBlockRows(300))) {
        for (RowBlock block = reader.next(); block != null; block = reader.next()) {
          dictionaries.add(((DictionaryColumn) block.column(0)).dictionary());
          firstRows.add(reader.firstRow());
        }
      }

      assertThat(firstRows).containsExactly(0L, 300L, 600L, 900L);
      assertThat(dictionaries)
          .allSatisfy(dictionary -> assertThat(dictionary).isSameAs(dictionaries.get(0)));
      assertThat(dictionaries.get(0).size()).isEqualTo(5);
    }

    @Test
    void shouldReadOnWhereAColumnLeavesItsDictionary() throws IOException {
      byte[] file =
          TestFiles.write(
              "message m { required binary key (STRING); required int64 n; }",
              20_000,
              builder -> builder.withDictionaryPageSize(2000).withPageSize(4000),
              (group, row) ->
                  group
                      .append("key", row < 9000 ? "tag " + row % 9 : "row " + row)
                      .append("n", (long) row));
      Schema schema =
          Schema.builder()
              .rowKey("key", PrimitiveType.STRING)
              .value("n", PrimitiveType.LONG)
              .build();

      List<List<Object>> rows = read(file, schema);

      assertThat(rows).hasSize(20_000);
      for (int row = 0; row < rows.size(); row++) {
        assertThat(rows.get(row))
            .containsExactly(row < 9000 ? "tag " + row % 9 : "row " + row, (long) row);
      }
    }

    @Test
    void shouldCutBlocksWhereValuesAreLarge() throws IOException {
      byte[] file = largeValues(3000);
      Schema schema =
          Schema.builder()
              .rowKey("key", PrimitiveType.LONG)
              .value("v", PrimitiveType.BYTE_ARRAY)
              .value("list", new ListType(PrimitiveType.LONG))
              .build();
      int most = 0;
      List<List<Object>> rows = new ArrayList<>();

      try (ParquetBlockReader reader =
          open(file, ReadSettings.of(schema).withMemoryBytes(1 << 20))) {
        for (RowBlock block = reader.next(); block != null; block = reader.next()) {
          most = Math.max(most, block.rows());
          assertThat(block.allocatedBytes()).isLessThan(1 << 19);
          BlockRows.append(block, rows);
        }
      }

      assertThat(most).isBetween(2, 600);
      assertThat(rows).hasSize(3000);
      for (int row = 0; row < rows.size(); row++) {
        assertThat(rows.get(row).get(0)).isEqualTo((long) row);
        assertThat(((java.nio.ByteBuffer) rows.get(row).get(1)).remaining()).isEqualTo(row % 400);
        assertThat((List<?>) rows.get(row).get(2)).hasSize(row % 40);
      }
    }

    @Test
    void shouldRefuseAPageThatNeedsMoreThanItsShareOfMemory() {
      byte[] file = largeValues(20_000);
      Schema schema =
          Schema.builder()
              .rowKey("key", PrimitiveType.LONG)
              .value("v", PrimitiveType.BYTE_ARRAY)
              .build();

      assertThatThrownBy(
              () ->
                  BlockRows.readAll(
                      new BytesObject(file), ReadSettings.of(schema).withMemoryBytes(800_000)))
          .isInstanceOf(BudgetExceeded.class)
          .hasMessageContaining("Column v of file test.parquet needs a page")
          .hasMessageContaining("give reading more memory");
    }

    private static byte[] largeValues(int rows) {
      return TestFiles.write(
          "message m { required int64 key; required binary v; repeated int64 list; }",
          rows,
          builder ->
              builder.withDictionaryEncoding(false).withPageSize(rows > 10_000 ? 1 << 20 : 20_000),
          (group, row) -> {
            group.append("key", (long) row);
            group.append("v", Binary.fromConstantByteArray(new byte[row % 400]));
            for (long i = 0; i < row % 40; i++) {
              group.append("list", i);
            }
          });
    }
  }

  @Nested
  class Filters {

    @Test
    void shouldFetchOnlyThePagesThatMayMatch() throws IOException {
      byte[] file =
          TestFiles.write(
              "message m { required int64 key; required binary v (STRING); repeated int32 list; }",
              50_000,
              builder -> builder.withPageRowCountLimit(1000).withDictionaryEncoding(false),
              (group, row) -> {
                group.append("key", (long) row).append("v", "value of row " + row);
                for (int i = 0; i < row % 3; i++) {
                  group.append("list", row + i);
                }
              });
      Schema schema =
          Schema.builder()
              .rowKey("key", PrimitiveType.LONG)
              .value("v", PrimitiveType.STRING)
              .value("list", new ListType(PrimitiveType.INT))
              .build();
      var filter =
          FilterApi.or(
              FilterApi.eq(FilterApi.longColumn("key"), 1234L),
              FilterApi.and(
                  FilterApi.gtEq(FilterApi.longColumn("key"), 40_500L),
                  FilterApi.lt(FilterApi.longColumn("key"), 41_500L)));
      BytesObject object = new BytesObject(file);

      List<List<Object>> rows =
          BlockRows.readAll(
              object, ReadSettings.of(schema).withFilter(filter).withMemoryBytes(1 << 20));

      assertThat(rows).hasSize(3000);
      for (int i = 0; i < rows.size(); i++) {
        long row = i < 1000 ? 1000 + i : 39_000 + i;
        List<Integer> list = new ArrayList<>();
        for (int k = 0; k < row % 3; k++) {
          list.add((int) row + k);
        }
        assertThat(rows.get(i)).containsExactly(row, "value of row " + row, list);
      }
      assertThat(object.bytesRead()).isLessThan(file.length / 2);
    }

    @Test
    void shouldReadListsOfTheLastPage() throws IOException {
      byte[] file =
          TestFiles.write(
              "message m { required int64 key; repeated int32 list; }",
              5000,
              builder -> builder.withPageRowCountLimit(1000).withDictionaryEncoding(false),
              (group, row) -> group.append("key", (long) row).append("list", row));
      Schema schema =
          Schema.builder()
              .rowKey("key", PrimitiveType.LONG)
              .value("list", new ListType(PrimitiveType.INT))
              .build();
      var filter = FilterApi.eq(FilterApi.longColumn("key"), 4999L);

      List<List<Object>> rows =
          BlockRows.readAll(new BytesObject(file), ReadSettings.of(schema).withFilter(filter));

      assertThat(rows).hasSize(1000).contains(List.of(4999L, List.of(4999)));
    }

    @Test
    void shouldLeaveOutWholeRowGroups() throws IOException {
      byte[] file =
          TestFiles.write(
              "message m { required int64 key; }",
              40_000,
              builder -> builder.withRowGroupRowCountLimit(10_000),
              (group, row) -> group.append("key", (long) row));
      var filter = FilterApi.gtEq(FilterApi.longColumn("key"), 35_000L);

      try (ParquetBlockReader reader = open(file, ReadSettings.of(LONG_KEY).withFilter(filter))) {
        RowBlock block = reader.next();

        assertThat(reader.rows()).isEqualTo(40_000);
        assertThat(reader.firstRow()).isBetween(30_000L, 35_000L);
        assertThat(block.rows() + reader.firstRow()).isEqualTo(40_000);
        assertThat(reader.next()).isNull();
      }
    }
  }

  private static ParquetBlockReader open(byte[] file, ReadSettings settings) throws IOException {
    return ParquetBlockReader.open(new BytesObject(file), settings);
  }

  private static List<List<Object>> read(byte[] file, Schema schema) throws IOException {
    return BlockRows.readAll(new BytesObject(file), ReadSettings.of(schema));
  }
}
