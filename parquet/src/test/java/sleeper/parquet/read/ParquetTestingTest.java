package sleeper.parquet.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import sleeper.core.error.InvalidInput;
import sleeper.core.schema.Field;
import sleeper.core.testing.SharedData;

/** The files by which implementations of Parquet test that they understand each other. */
class ParquetTestingTest {

  /** Codecs for which parquet-java itself lacks a library here; their rows are known otherwise. */
  private static final List<String> NOT_READ_BY_PARQUET_JAVA =
      List.of(
          "hadoop_lz4_compressed.parquet",
          "hadoop_lz4_compressed_larger.parquet",
          "non_hadoop_lz4_compressed.parquet",
          "nation.dict-malformed.parquet");

  @Test
  void shouldReadEveryFileAsParquetJavaDoesOrSayWhyNot() throws IOException {
    Map<String, String> refused = new TreeMap<>();
    int compared = 0;
    for (Path path : files("data", ".parquet")) {
      try (PathObject file = new PathObject(path)) {
        for (Field field : FieldRows.nullableFields(file)) {
          compared += compare(path, file, field, refused);
        }
      }
    }

    assertThat(compared).isGreaterThan(270);
    assertThat(refused)
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                entry(
                    "datapage_v1-corrupt-checksum.parquet a",
                    "Page at 4 of column a: its checksum is 0f4f6d0a, its header says bbce3b9d"),
                entry(
                    "datapage_v1-corrupt-checksum.parquet b",
                    "Page at 30808 of column b: its checksum is 0358a2bc, its header says 48850d12"),
                entry(
                    "rle-dict-uncompressed-corrupt-checksum.parquet binary_field",
                    "Page at 57 of column binary_field: its checksum is bb6f1b53, its header says"
                        + " bb6f1b54"),
                entry(
                    "rle-dict-uncompressed-corrupt-checksum.parquet long_field",
                    "Page at 4 of column long_field: its checksum is 6522df69, its header says"
                        + " 6522df6a"),
                entry(
                    "int96_from_spark.parquet a",
                    "Row 3 of file int96_from_spark.parquet has a value in column a that is outside"
                        + " of what a timestamp can hold (1677 to 2262): days since 1970=2932896,"
                        + " nanoseconds=10800000000000"),
                entry(
                    "large_string_map.brotli.parquet arr",
                    "Column arr.key_value.key of file large_string_map.brotli.parquet is compressed"
                        + " with BROTLI, which cannot be read; write the file with ZSTD, SNAPPY,"
                        + " GZIP or LZ4_RAW"),
                nullInside("list_columns.parquet", "int64_list", 2),
                nullInside("list_columns.parquet", "utf8_list", 3),
                nullInside("map_no_value.parquet", "my_map", 1),
                nullInside("nullable.impala.parquet", "int_array", 2),
                nullInside("nullable.impala.parquet", "int_map", 2)));
  }

  @Test
  void shouldReadTheOldLz4CodecInEveryFormItHas() throws IOException {
    List<Object> bare = column("data/non_hadoop_lz4_compressed.parquet", "c0");
    List<Object> large = column("data/hadoop_lz4_compressed_larger.parquet", "a");

    assertThat(bare).hasSize(4).isEqualTo(column("data/lz4_raw_compressed.parquet", "c0"));
    assertThat(column("data/hadoop_lz4_compressed.parquet", "c0")).isEqualTo(bare);
    assertThat(large)
        .hasSize(10_000)
        .startsWith("c7ce6bef-d5b0-4863-b199-8ea8c7fb117b")
        .endsWith("85440778-460a-41ac-aa2e-ac3ee41696bf");
  }

  @Test
  void shouldRefuseEncryptedFiles() throws IOException {
    for (Path path : files("data", ".parquet.encrypted")) {
      try (PathObject file = new PathObject(path)) {
        assertThatThrownBy(
                () -> {
                  for (Field field : FieldRows.nullableFields(file)) {
                    FieldRows.readAll(file, field);
                  }
                })
            .isInstanceOf(InvalidInput.class)
            .hasMessageContaining(file.name())
            .hasMessageContaining("encrypted");
      }
    }
  }

  @Test
  void shouldSayWhatIsWrongWithBadData() throws IOException {
    Map<String, String> outcomes = new TreeMap<>();
    for (Path path : files("bad_data", ".parquet")) {
      try (PathObject file = new PathObject(path)) {
        outcomes.put(file.name(), outcome(file));
      }
    }

    assertThat(outcomes)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "ARROW-GH-41317.parquet",
                "The footer of file ARROW-GH-41317.parquet cannot be read: timestampWus_no_tz not"
                    + " found in message schema {",
                "ARROW-GH-41321.parquet",
                "Page at 1313 of column int64: numbers of 254 bits",
                "ARROW-GH-43605.parquet",
                "21186 values",
                "ARROW-GH-45185.parquet",
                "Page at 4 of column x.list.element: it starts inside of a row",
                "ARROW-GH-47662.parquet",
                "Page at 4 of column flba_field: it ends before its values do",
                "ARROW-RS-GH-6229-DICTHEADER.parquet",
                "Page at 4 of column nation_key: its header does not say how many values it has",
                "ARROW-RS-GH-6229-LEVELS.parquet",
                "no column that a table can hold",
                "PARQUET-1481.parquet",
                "The footer of file PARQUET-1481.parquet cannot be read: can not read class"
                    + " org.apache.parquet.format.FileMetaData: Required field 'type' was not"
                    + " present!"));
  }

  private static Map.Entry<String, String> nullInside(String file, String column, int row) {
    return entry(
        file + " " + column,
        "Row %d of file %s has a null inside of column %s; lists and maps of a table hold none"
            .formatted(row, file, column));
  }

  private static String outcome(PathObject file) throws IOException {
    int values = 0;
    try {
      for (Field field : FieldRows.nullableFields(file)) {
        values += FieldRows.readAll(file, field).size();
      }
    } catch (InvalidInput | IOException e) {
      return e.getMessage();
    }
    return values == 0 ? "no column that a table can hold" : values + " values";
  }

  private static int compare(Path path, PathObject file, Field field, Map<String, String> refused)
      throws IOException {
    List<Object> actual;
    try {
      actual = FieldRows.readAll(file, field);
    } catch (InvalidInput | IOException e) {
      refused.put(file.name() + " " + field.name(), e.getMessage());
      return 0;
    }
    if (NOT_READ_BY_PARQUET_JAVA.contains(file.name())) {
      return 0;
    }
    List<Object> expected =
        GroupRows.readAll(path, List.of(field)).stream().map(row -> row.get(0)).toList();
    assertThat(actual).as("%s %s", file.name(), field.name()).isEqualTo(expected);
    return 1;
  }

  private static List<Object> column(String relative, String name) throws IOException {
    try (PathObject file = new PathObject(SharedData.data("parquet-testing/" + relative))) {
      for (Field field : FieldRows.nullableFields(file)) {
        if (field.name().equals(name)) {
          return FieldRows.readAll(file, field);
        }
      }
      throw new AssertionError("No column " + name + " in " + relative);
    }
  }

  private static List<Path> files(String folder, String suffix) throws IOException {
    try (Stream<Path> paths = Files.walk(SharedData.data("parquet-testing/" + folder))) {
      List<Path> found = new ArrayList<>(paths.filter(p -> p.toString().endsWith(suffix)).toList());
      assertThat(found).isNotEmpty();
      return found;
    }
  }
}
