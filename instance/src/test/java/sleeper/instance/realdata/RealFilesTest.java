package sleeper.instance.realdata;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.ipc.ArrowFileReader;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sleeper.core.error.InvalidInput;
import sleeper.core.row.Row;
import sleeper.core.schema.Field;
import sleeper.core.schema.PrimitiveType;
import sleeper.core.schema.Schema;
import sleeper.core.testing.SharedData;
import sleeper.ingest.runner.IngestResult;
import sleeper.instance.SleeperInstance;

/** Real files go into tables and come back as they were. */
class RealFilesTest {

  /** The keys of the tables; for the other files it is their first column. */
  private static final Map<String, List<String>> KEYS =
      Map.of(
          "flights-200k.parquet", List.of("distance", "time"),
          "nycflights13-flights-100k.parquet", List.of("carrier", "time_hour"),
          "athletes.parquet", List.of("nationality", "id"),
          "seattle-weather.parquet", List.of("date"),
          "wnba-shots-2023.parquet", List.of("athlete_name", "game_date"));

  @TempDir private Path temporary;
  private SleeperInstance instance;
  private RealTable table;

  @BeforeEach
  void open() throws Exception {
    instance = SleeperInstance.init(temporary.resolve("instance"));
    table = new RealTable(instance);
  }

  @AfterEach
  void close() {
    instance.close();
  }

  @Test
  void shouldGiveBackTheRowsAndFactsOfPublishedFiles() throws Exception {
    List<PublishedFacts> published = PublishedFacts.all();
    assertThat(published).hasSize(13);
    for (PublishedFacts facts : published) {
      Path file = SharedData.data(facts.file());
      String name = file.getFileName().toString();
      List<String> keys = KEYS.getOrDefault(name, List.of(RealTable.message(file).getFieldName(0)));
      table.create(file, keys.subList(0, 1), keys.subList(1, keys.size()));
      assertThat(table.leaves()).as(name).isGreaterThan(1);

      IngestResult result = table.ingest(file);

      assertThat(result.rowsWritten()).as(name).isEqualTo(facts.rows());
      assertFacts(facts, keys);
      table.assertHasTheRowsOf(file);
      table.drop();
    }
  }

  @Test
  void shouldIngestArrow() throws Exception {
    Schema schema =
        Schema.builder()
            .rowKey("distance", PrimitiveType.INT)
            .sortKey("time", PrimitiveType.FLOAT)
            .value("delay", PrimitiveType.INT)
            .build();
    table.create(schema, List.of(250, 500, 1000));

    try (RootAllocator allocator = new RootAllocator();
        FileChannel channel = FileChannel.open(SharedData.data("flights/flights-200k.arrow"));
        ArrowFileReader reader = new ArrowFileReader(channel, allocator)) {
      assertThat(instance.ingestFactory().ingestArrow(RealTable.NAME, reader).rowsWritten())
          .isEqualTo(200_000);
    }

    Map<String, ColumnFacts> actual = facts(List.of("distance", "time"));
    actual
        .get("delay")
        .assertAre(new PublishedFacts.Column("delay", 0, "", "-86", "1444", "1500159"));
    actual
        .get("distance")
        .assertAre(new PublishedFacts.Column("distance", 0, "", "30", "4962", "145847125"));
    actual.get("time").assertAre(new PublishedFacts.Column("time", 0, "", "0", "23.983334", ""));
  }

  @Test
  void shouldTakeEveryFileOfParquetTestingOrRefuseItWithASentence() throws Exception {
    Map<String, String> refused = new TreeMap<>();
    List<String> taken = new ArrayList<>();
    for (Path file : files("parquet-testing/data")) {
      String name = file.getFileName().toString();
      if (create(file)) {
        try {
          IngestResult result = table.ingest(file);
          taken.add(name);
          if (result.rowsWritten() > 0 && isReadByDuckDb(file)) {
            assertThat(result.rowsWritten())
                .isEqualTo(table.number("SELECT count(*) FROM '" + file + "'"));
            table.assertHasTheRowsOf(file);
          }
        } catch (InvalidInput | IOException e) {
          refused.put(name, e.getMessage());
          assertThat(e.getMessage()).contains(file.toString());
          table.assertEmpty();
        }
        table.drop();
      }
    }
    assertThat(taken).hasSize(40);
    assertThat(refused.keySet())
        .containsExactly(
            "datapage_v1-corrupt-checksum.parquet",
            "datapage_v2.snappy.parquet",
            "datapage_v2_empty_datapage.snappy.parquet",
            "fixed_length_byte_array.parquet",
            "float16_nonzeros_and_nans.parquet",
            "float16_zeros_and_nans.parquet",
            "floating_orders_nan_count.parquet",
            "int32_with_null_pages.parquet",
            "int96_from_spark.parquet",
            "nullable.impala.parquet",
            "page_v2_empty_compressed.parquet",
            "rle-dict-uncompressed-corrupt-checksum.parquet",
            "rle_boolean_encoding.parquet",
            "single_nan.parquet",
            "sort_columns.parquet");
    assertThat(refused.values())
        .allMatch(
            message ->
                message.contains("rows without a value in row group 0")
                    || message.contains("is NaN or -0.0, which a key cannot be")
                    || message.contains("lists and maps of a table hold none")
                    || message.contains("its checksum is"));
  }

  @Test
  void shouldLeaveNothingOfBadFiles() throws Exception {
    Map<String, String> refused = new TreeMap<>();
    for (Path file : files("parquet-testing/bad_data")) {
      table.create(Schema.builder().rowKey("key", PrimitiveType.LONG).build(), List.of(10L, 20L));
      try {
        table.ingest(file);
      } catch (InvalidInput | IOException e) {
        refused.put(file.getFileName().toString(), e.getMessage());
        assertThat(e.getMessage()).contains(file.toString());
        table.assertEmpty();
      }
      table.drop();
    }
    assertThat(refused).hasSize(8);
  }

  /** Makes a table for a file with its first column that can be a key; false if there is none. */
  private boolean create(Path file) throws Exception {
    MessageType message;
    try {
      message = RealTable.message(file);
    } catch (InvalidInput | IOException e) {
      return false;
    }
    for (Type column : message.getFields()) {
      try {
        table.create(file, List.of(column.getName()), List.of());
        return true;
      } catch (InvalidInput | java.sql.SQLException notAKey) {
        // The next one may be.
      }
    }
    return false;
  }

  private boolean isReadByDuckDb(Path file) {
    try {
      table.number("SELECT bit_xor(hash(columns)) % 2 FROM '" + file + "' AS columns");
      return true;
    } catch (java.sql.SQLException e) {
      return false;
    }
  }

  private void assertFacts(PublishedFacts published, List<String> keys) throws IOException {
    Map<String, ColumnFacts> actual = facts(keys);
    for (PublishedFacts.Column column : published.columns()) {
      assertThat(actual).as(published.file()).containsKey(column.name());
      try {
        actual.get(column.name()).assertAre(corrected(column));
      } catch (AssertionError e) {
        throw new AssertionError(published.file() + ", column " + column.name(), e);
      }
    }
  }

  private static PublishedFacts.Column corrected(PublishedFacts.Column column) {
    return column.name().equals(RealTable.WITH_WRONG_STATISTICS)
        ? new PublishedFacts.Column(column.name(), 792, "3817", column.min(), column.max(), "")
        : column;
  }

  /** The facts of all columns, of rows that have to come in the order of the keys. */
  private Map<String, ColumnFacts> facts(List<String> keys) throws IOException {
    Map<String, ColumnFacts> facts = new HashMap<>();
    List<Field> fields = table.schema().fields();
    fields.forEach(field -> facts.put(field.name(), new ColumnFacts()));
    Row[] last = new Row[1];
    table.forEachRow(
        row -> {
          for (int i = 0; i < fields.size(); i++) {
            facts.get(fields.get(i).name()).add(row.get(i));
          }
          if (last[0] != null && order(last[0], row, keys) > 0) {
            throw new AssertionError("Out of order: " + last[0] + " before " + row);
          }
          last[0] = row;
        });
    return facts;
  }

  private static int order(Row a, Row b, List<String> keys) {
    for (String key : keys) {
      int order = ColumnFacts.compare(a.get(key), b.get(key));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static List<Path> files(String folder) throws IOException {
    try (Stream<Path> paths = Files.list(SharedData.data(folder))) {
      return paths.filter(path -> path.toString().endsWith(".parquet")).sorted().toList();
    }
  }
}
