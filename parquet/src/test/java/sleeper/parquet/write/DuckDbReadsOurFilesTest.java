package sleeper.parquet.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sleeper.core.schema.ListType;
import sleeper.core.schema.MapType;
import sleeper.core.schema.PrimitiveType;
import sleeper.core.schema.Type;

class DuckDbReadsOurFilesTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "V1,1,true",
    "V1,3000,false",
    "V2,1,false",
    "V2,129,true",
    "V2,3000,true",
    "V2,3000,false"
  })
  void shouldReadEveryTypeAsParquetJavaDoes(PageVersion version, int rows, boolean few)
      throws IOException, SQLException {
    long seed = rows;
    List<List<@Nullable Object>> columns =
        DataFileWriterTest.randomColumns(new Random(seed), rows, few, 0.3);
    MemoryObject object =
        DataFileWriterTest.write(
            DataFileWriterTest.EVERY_TYPE,
            columns,
            TestSettings.of(version, CompressionCodecName.ZSTD));
    Path file = folder.resolve("file.parquet");
    Files.write(file, object.bytes());
    List<String> read = read(file);
    assertThat(read).hasSize(rows);
    for (int row = 0; row < rows; row++) {
      assertThat(read.get(row)).as("seed %d, row %d", seed, row).isEqualTo(expected(columns, row));
    }
  }

  /** Each row as text, with casts that leave nothing to DuckDB's taste. */
  private static List<String> read(Path file) throws SQLException {
    String query =
        """
        SELECT key, "int", string, hex(bytes), "boolean", "float"::DOUBLE, "double",
          epoch_ns("timestamp"), datediff('day', DATE '1970-01-01', "date"), "decimal",
          longdecimal, len(list), list[1], cardinality(map),
          maybeint, maybelong, maybestring, maybeboolean, maybedouble, maybelongdecimal,
          len(maybelist), maybelist[1], cardinality(maybemap)
        FROM read_parquet('%s')
        """
            .formatted(file);
    List<String> rows = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          row.add(String.valueOf(result.getObject(i)));
        }
        rows.add(row.toString());
      }
    }
    return rows;
  }

  private static String expected(List<List<@Nullable Object>> columns, int row) {
    List<String> expected = new ArrayList<>();
    for (int field = 0; field < columns.size(); field++) {
      Object value = columns.get(field).get(row);
      Type type = DataFileWriterTest.EVERY_TYPE.field(field).type();
      if (type instanceof ListType) {
        addList((List<?>) value, expected);
      } else if (type instanceof MapType) {
        expected.add(value == null ? "null" : size(((List<?>) value).get(0)));
      } else {
        expected.add(value == null ? "null" : text((PrimitiveType) type, value));
      }
    }
    return expected.toString();
  }

  private static void addList(@Nullable List<?> list, List<String> expected) {
    expected.add(list == null ? "null" : size(list));
    expected.add(list == null || list.isEmpty() ? "null" : list.get(0).toString());
  }

  private static String size(Object list) {
    return Integer.toString(((List<?>) list).size());
  }

  private static String text(PrimitiveType type, Object value) {
    return switch (type.kind()) {
      case BYTE_ARRAY -> HexFormat.of().withUpperCase().formatHex((byte[]) value);
      case FLOAT -> Double.toString((Float) value);
      case DECIMAL -> new BigDecimal(new BigInteger(value.toString()), type.scale()).toString();
      default -> value.toString();
    };
  }
}
