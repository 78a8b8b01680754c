package sleeper.query.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowFileReader;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.apache.arrow.vector.util.ByteArrayReadableSeekableByteChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sleeper.core.json.Json;
import sleeper.core.row.Row;
import sleeper.core.schema.PrimitiveType;
import sleeper.core.schema.Schema;
import sleeper.query.testing.EveryType;
import sleeper.query.testing.TestBlocks;

class OutputFormatTest {

  @Test
  void shouldWriteJsonLinesWithEveryDigit() throws IOException {
    List<String> lines = text(OutputFormat.JSON).lines().toList();

    assertThat(lines).hasSize(3);
    JsonNode edges = Json.parse("line", lines.get(0));
    assertThat(edges.get("id").longValue()).isEqualTo(Long.MIN_VALUE);
    assertThat(edges.get("string").textValue()).isEqualTo("comma, \"quote\"\r\nline \t😀");
    assertThat(edges.get("float").textValue()).isEqualTo("NaN");
    assertThat(edges.get("double").textValue()).isEqualTo("-Infinity");
    assertThat(lines.get(1))
        .contains("\"bytes\":\"" + Base64.getEncoder().encodeToString(new byte[] {1, 2, -1}))
        .contains("\"timestamp\":\"2024-05-01T12:34:56.123456789Z\"")
        .contains("\"date\":\"2024-05-01\"")
        .contains("\"decimal\":12.50,")
        .contains("\"long decimal\":123456789012345678901234567890.1234,")
        .contains("\"list\":[\"a\",\"b\"]")
        .contains("\"map\":{\"x\":1,\"y\":2}")
        .contains("\"int map\":[{\"key\":1,\"value\":0.5},{\"key\":2,\"value\":1.5}]");
    assertThat(Json.parse("line", lines.get(2)).get("string").isNull()).isTrue();
  }

  @Test
  void shouldWriteCsvThatDuckDbReadsBack(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("result.csv");
    Files.write(file, bytes(OutputFormat.CSV));

    assertThat(text(OutputFormat.CSV)).contains("\n9223372036854775807,,,,,,,,,,,,,\n");
    assertThat(
            query(
                "SELECT id, string, \"long decimal\", map FROM read_csv('%s', all_varchar=true)"
                    .formatted(file)))
        .isEqualTo(
            List.of(
                List.of(
                    "-9223372036854775808",
                    "comma, \"quote\"\r\nline \t😀",
                    "-9999999999999999999999999999999999.9999",
                    "{}"),
                List.of(
                    "1", "plain text", "123456789012345678901234567890.1234", "{\"x\":1,\"y\":2}"),
                List.of("9223372036854775807", "null", "null", "null")));
  }

  @Test
  void shouldTellAnEmptyStringFromANullInCsv() throws IOException {
    Schema schema =
        Schema.builder()
            .rowKey("k", PrimitiveType.STRING)
            .nullableValue("v", PrimitiveType.STRING)
            .build();
    List<Row> rows = List.of(Row.of(schema, "", null), Row.of(schema, "a", ""));

    assertThat(new String(bytes(OutputFormat.CSV, schema, rows), StandardCharsets.UTF_8))
        .isEqualTo("k,v\n\"\",\na,\"\"\n");
  }

  @Test
  void shouldWriteParquetThatDuckDbReadsBack(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("result.parquet");
    Files.write(file, bytes(OutputFormat.PARQUET));

    assertThat(
            query(
                "SELECT id, string, boolean, date, decimal, \"long decimal\", list, map, epoch_ns(timestamp) FROM '%s'"
                    .formatted(file)))
        .isEqualTo(
            List.of(
                List.of(
                    "-9223372036854775808",
                    "comma, \"quote\"\r\nline \t😀",
                    "false",
                    "0001-01-01",
                    "-99999999.99",
                    "-9999999999999999999999999999999999.9999",
                    "[]",
                    "{}",
                    "-9223372036854775808"),
                List.of(
                    "1",
                    "plain text",
                    "true",
                    "2024-05-01",
                    "12.50",
                    "123456789012345678901234567890.1234",
                    "[a, b]",
                    "{x=1, y=2}",
                    "1714566896123456789"),
                List.of(
                    "9223372036854775807",
                    "null",
                    "null",
                    "null",
                    "null",
                    "null",
                    "null",
                    "null",
                    "null")));
  }

  @Test
  void shouldWriteArrowFilesAndStreamsOfEveryType() throws IOException {
    try (BufferAllocator allocator = new RootAllocator();
        ArrowReader file =
            new ArrowFileReader(
                new ByteArrayReadableSeekableByteChannel(bytes(OutputFormat.ARROW)), allocator);
        ArrowReader stream =
            new ArrowStreamReader(
                new ByteArrayInputStream(bytes(OutputFormat.ARROW_STREAM)), allocator)) {
      checkArrow(file);
      checkArrow(stream);
    }
  }

  @Test
  void shouldWriteResultsWithoutRows() throws IOException {
    for (OutputFormat format : OutputFormat.values()) {
      byte[] output = bytes(format, EveryType.SCHEMA, List.of());

      assertThat(output.length == 0)
          .as("%s is empty", format)
          .isEqualTo(format == OutputFormat.JSON);
    }
  }

  private static void checkArrow(ArrowReader reader) throws IOException {
    assertThat(reader.loadNextBatch()).isTrue();
    VectorSchemaRoot root = reader.getVectorSchemaRoot();
    assertThat(root.getRowCount()).isEqualTo(3);
    assertThat(root.getSchema().findField("timestamp").getType().toString())
        .isEqualTo("Timestamp(NANOSECOND, UTC)");
    assertThat(values(root, 0))
        .containsEntry("id", Long.MIN_VALUE)
        .containsEntry("int", Integer.MIN_VALUE)
        .containsEntry("boolean", false)
        .containsEntry("float", Float.NaN)
        .containsEntry("timestamp", Long.MIN_VALUE)
        .containsEntry("date", -719162)
        .containsEntry("decimal", new BigDecimal("-99999999.99"))
        .containsEntry("long decimal", new BigDecimal("-9999999999999999999999999999999999.9999"));
    assertThat(values(root, 1))
        .containsEntry("double", -2.25)
        .containsEntry("timestamp", 1714566896123456789L);
    assertThat(root.getVector("string").getObject(1)).hasToString("plain text");
    assertThat(root.getVector("bytes").getObject(1)).isEqualTo(new byte[] {1, 2, -1});
    assertThat(root.getVector("list").getObject(0)).hasToString("[]");
    assertThat(root.getVector("list").getObject(1)).hasToString("[\"a\",\"b\"]");
    assertThat(root.getVector("map").getObject(1))
        .hasToString("[{\"key\":\"x\",\"value\":1},{\"key\":\"y\",\"value\":2}]");
    assertThat(root.getVector("int map").getObject(1))
        .hasToString("[{\"key\":1,\"value\":0.5},{\"key\":2,\"value\":1.5}]");
    assertThat(root.getFieldVectors())
        .filteredOn(vector -> !vector.getName().equals("id"))
        .allMatch(vector -> vector.isNull(2));
    assertThat(reader.loadNextBatch()).isFalse();
  }

  private static Map<String, Object> values(VectorSchemaRoot root, int row) {
    Map<String, Object> values = new java.util.HashMap<>();
    root.getFieldVectors().forEach(vector -> values.put(vector.getName(), vector.getObject(row)));
    return values;
  }

  private static String text(OutputFormat format) throws IOException {
    return new String(bytes(format), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(OutputFormat format) throws IOException {
    return bytes(format, EveryType.SCHEMA, EveryType.rows());
  }

  private static byte[] bytes(OutputFormat format, Schema schema, List<Row> rows)
      throws IOException {
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    try (ResultWriter writer = format.open(schema, stream, 100)) {
      if (!rows.isEmpty()) {
        writer.write(TestBlocks.of(schema, rows));
      }
      writer.finish();
    }
    return stream.toByteArray();
  }

  private static List<List<String>> query(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet results = statement.executeQuery(sql)) {
      List<List<String>> rows = new ArrayList<>();
      while (results.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= results.getMetaData().getColumnCount(); i++) {
          row.add(String.valueOf(results.getString(i)));
        }
        rows.add(row);
      }
      return rows;
    }
  }
}
