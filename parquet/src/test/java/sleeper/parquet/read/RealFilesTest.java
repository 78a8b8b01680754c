package sleeper.parquet.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sleeper.core.schema.Schema;
import sleeper.core.testing.SharedData;
import sleeper.parquet.schema.ParquetSchemas;

class RealFilesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "athletes", "berlin-covid", "bls-metro-unemployment", "penguins", "random-walk",
        "seattle-weather", "stocks", "us-county-unemployment", "usgs-feed", "wind",
        "wnba-shots-2023"
      })
  void shouldReadMosaicFilesAsParquetJavaDoes(String name) throws IOException {
    assertSameAsParquetJava(SharedData.data("tabular/mosaic/" + name + ".parquet"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"flights-200k", "nycflights13-flights-100k"})
  void shouldReadFlightsAsParquetJavaDoes(String name) throws IOException {
    assertSameAsParquetJava(SharedData.data("flights/" + name + ".parquet"));
  }

  private static void assertSameAsParquetJava(Path path) throws IOException {
    try (PathObject file = new PathObject(path)) {
      Schema schema = schemaOf(file);
      List<List<Object>> expected = GroupRows.readAll(path, schema.fields());
      List<List<Object>> actual =
          BlockRows.readAll(file, ReadSettings.of(schema).withBlockRows(1000));
      assertThat(actual).hasSameSizeAs(expected);
      for (int row = 0; row < expected.size(); row++) {
        assertThat(actual.get(row)).as("row %d", row).isEqualTo(expected.get(row));
      }
    }
  }

  /** All columns that a table can hold; a key that the file has not is not asked for. */
  static Schema schemaOf(PathObject file) throws IOException {
    ParquetFooter footer = ParquetFooter.read(file);
    String first = footer.schema().getFieldName(0);
    return ParquetSchemas.infer(footer.schema(), List.of(first), List.of());
  }
}
