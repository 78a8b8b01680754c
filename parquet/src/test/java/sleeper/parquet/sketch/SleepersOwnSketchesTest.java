package sleeper.parquet.sketch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.datasketches.common.ArrayOfItemsSerDe;
import org.apache.datasketches.common.ArrayOfLongsSerDe;
import org.apache.datasketches.common.ArrayOfStringsSerDe;
import org.apache.datasketches.quantiles.ItemsSketch;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sleeper.core.schema.PrimitiveType;
import sleeper.core.schema.Schema;
import sleeper.core.testing.SharedData;
import sleeper.parquet.write.ColumnsOf;

/** The layout that we write is the one that Sleeper wrote. */
class SleepersOwnSketchesTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int HEADER_BYTES = 16;

  @ParameterizedTest
  @CsvSource({"longtable,key", "inttable,key", "mixedtable,k", "twokeys,k1", "twokeys,k2"})
  void shouldReadAsSleeperDoesAndHaveTheHeaderThatWeWrite(String table, String key)
      throws IOException {
    Path golden = SharedData.formats("golden");
    int field = key.equals("k2") ? 1 : 0;
    List<String> lines = Files.readAllLines(golden.resolve("tables/" + table + "/sketches.jsonl"));
    assertThat(lines).isNotEmpty();
    for (String line : lines) {
      JsonNode facts = JSON.readTree(line);
      String file = facts.get("file").asText();
      String object = file.replace("s3a://", "").replace(".parquet", ".sketches");
      byte[] bytes = Files.readAllBytes(golden.resolve("5-final/s3").resolve(object));
      byte[] image = SketchFile.images(bytes).get(field);
      assertFacts(file, image, facts.get(key));
      int rows = facts.get(key).get("n").asInt();
      assertThat(Arrays.copyOf(image, HEADER_BYTES))
          .as(file)
          .isEqualTo(Arrays.copyOf(ourImage(rows), HEADER_BYTES));
    }
  }

  private static void assertFacts(String file, byte[] image, JsonNode facts) {
    JsonNode deciles = facts.get("deciles");
    ItemsSketch<?> sketch =
        deciles.get(0).isNumber()
            ? read(image, Long.class, new ArrayOfLongsSerDe())
            : read(image, String.class, new ArrayOfStringsSerDe());
    assertThat(sketch.getK()).as(file).isEqualTo(facts.get("k").asInt());
    assertThat(sketch.getN()).as(file).isEqualTo(facts.get("n").asLong());
    assertThat(sketch.getNumRetained()).as(file).isEqualTo(facts.get("retained").asInt());
    assertThat(sketch.getMinItem().toString()).as(file).isEqualTo(deciles.get(0).asText());
    assertThat(sketch.getMaxItem().toString()).as(file).isEqualTo(deciles.get(10).asText());
  }

  private static <T extends Comparable<T>> ItemsSketch<T> read(
      byte[] image, Class<T> type, ArrayOfItemsSerDe<T> items) {
    return SketchFile.read(image, type, Comparator.naturalOrder(), items);
  }

  private static byte[] ourImage(int rows) {
    Schema schema = Schema.builder().rowKey("a", PrimitiveType.LONG).build();
    SketchesBuilder builder = new SketchesBuilder(schema, rows);
    builder.add(0, ColumnsOf.longs(new long[rows]));
    return SketchFile.images(builder.toBytes()).get(0);
  }
}
