package sleeper.parquet.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sleeper.core.schema.ListType;
import sleeper.core.schema.MapType;
import sleeper.core.schema.PrimitiveType;
import sleeper.core.schema.Schema;

/** Files that DuckDB writes hold for us what they hold for DuckDB. */
class DuckDbFilesTest {

  private static final Schema SCHEMA =
      Schema.builder()
          .rowKey("key", PrimitiveType.LONG)
          .nullableValue("small", PrimitiveType.LONG)
          .nullableValue("number", PrimitiveType.DOUBLE)
          .nullableValue("flag", PrimitiveType.BOOLEAN)
          .nullableValue("text", PrimitiveType.STRING)
          .nullableValue("day", PrimitiveType.DATE)
          .nullableValue("instant", PrimitiveType.TIMESTAMP)
          .nullableValue("price", PrimitiveType.decimal(12, 3))
          .nullableValue("huge", PrimitiveType.decimal(38, 5))
          .nullableValue("list", new ListType(PrimitiveType.LONG))
          .nullableValue("map", new MapType(PrimitiveType.STRING, PrimitiveType.INT))
          .build();

  private static final String SELECT =
      """
      SELECT i AS key,
        CASE WHEN i % 5 <> 0 THEN (i % 100)::TINYINT END AS small,
        CASE WHEN i % 3 <> 0 THEN i / 7 END AS number,
        CASE WHEN i % 4 <> 0 THEN i % 8 = 1 END AS flag,
        CASE WHEN i % 6 <> 0 THEN 'text é ' || (i % CASE WHEN i < 3000 THEN 20 ELSE 100000 END)
          END AS text,
        CASE WHEN i % 7 <> 0 THEN DATE '1960-02-29' + i::INT END AS day,
        CASE WHEN i % 9 <> 0 THEN make_timestamp(i * 123456789 - 1000000000000) END AS instant,
        CASE WHEN i % 2 <> 0 THEN (i - 2500)::DECIMAL(12,3) / 8 END::DECIMAL(12,3) AS price,
        CASE WHEN i % 8 <> 0 THEN (i - 2500)::DECIMAL(38,5) * 12345678901234567890 END AS huge,
        CASE WHEN i % 10 <> 0 THEN range(i % 4) END AS list,
        CASE WHEN i % 11 <> 0 THEN MAP {'a' || i: i::INT, 'b': 2::INT} END AS map
      FROM range(7000) t(i) ORDER BY i
      """;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CODEC 'zstd', PARQUET_VERSION v1",
        "CODEC 'snappy', PARQUET_VERSION v2",
        "CODEC 'gzip', ROW_GROUP_SIZE 2048",
        "CODEC 'lz4_raw', PARQUET_VERSION v2, ROW_GROUP_SIZE 2048",
        "CODEC 'uncompressed'"
      })
  void shouldReadEveryTypeWithNulls(String options) throws Exception {
    Path file = folder.resolve("duck.parquet");
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        PathObject object = written(statement, file, options)) {
      List<List<Object>> rows =
          BlockRows.readAll(object, ReadSettings.of(SCHEMA).withBlockRows(777));
      assertThat(rows).hasSize(7000);
      try (ResultSet expected =
          statement.executeQuery(
              "SELECT * EXCLUDE (instant), epoch_us(instant) AS instant FROM '" + file + "'")) {
        for (List<Object> row : rows) {
          expected.next();
          assertThat(row).isEqualTo(row(expected));
        }
      }
    }
  }

  private static PathObject written(Statement statement, Path file, String options)
      throws Exception {
    statement.execute("COPY (" + SELECT + ") TO '" + file + "' (FORMAT PARQUET, " + options + ")");
    return new PathObject(file);
  }

  private static List<Object> row(ResultSet row) throws Exception {
    return Arrays.asList(
        row.getLong("key"),
        row.getObject("small") == null ? null : row.getLong("small"),
        row.getObject("number"),
        row.getObject("flag"),
        row.getString("text"),
        row.getObject("day", LocalDate.class),
        instant(row),
        decimal(row, "price"),
        decimal(row, "huge"),
        row.getArray("list") == null
            ? null
            : Arrays.asList((Object[]) row.getArray("list").getArray()),
        row.getObject("map"));
  }

  private static BigDecimal decimal(ResultSet row, String column) throws Exception {
    return row.getBigDecimal(column);
  }

  private static Instant instant(ResultSet row) throws Exception {
    if (row.getObject("instant") == null) {
      return null;
    }
    long micros = row.getLong("instant");
    return Instant.ofEpochSecond(
        Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1000);
  }
}
