package sleeper.core.range;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import sleeper.core.error.InvalidInput;
import sleeper.core.json.Json;
import sleeper.core.schema.PrimitiveType;
import sleeper.core.schema.Schema;
import sleeper.core.schema.SchemaJson;
import sleeper.core.testing.SharedData;

class RegionJsonTest {

  private static final Schema TWO_KEYS =
      Schema.builder().rowKey("i", PrimitiveType.INT).rowKey("s", PrimitiveType.STRING).build();

  static List<Arguments> exactValues() {
    return List.of(
        exact(PrimitiveType.INT, 7, "7", "8"),
        exact(PrimitiveType.LONG, 9007199254740993L, "9007199254740993", "9007199254740994"),
        exact(PrimitiveType.STRING, "b", "\"Yg==\"", "\"YgA=\""),
        exact(PrimitiveType.BYTE_ARRAY, new byte[] {-1}, "\"/w==\"", "\"/wA=\""),
        exact(PrimitiveType.FLOAT, 0.1f, "0.1", "0.10000001"),
        exact(PrimitiveType.DOUBLE, 0.1, "0.1", "0.10000000000000002"),
        exact(
            PrimitiveType.TIMESTAMP,
            Instant.parse("2024-05-01T00:00:00Z"),
            "\"2024-05-01T00:00:00Z\"",
            "\"2024-05-01T00:00:00.000000001Z\""),
        exact(PrimitiveType.DATE, LocalDate.of(2024, 2, 29), "\"2024-02-29\"", "\"2024-03-01\""),
        exact(PrimitiveType.decimal(5, 2), new BigDecimal("1.50"), "\"1.50\"", "\"1.51\""));
  }

  @ParameterizedTest
  @MethodSource("exactValues")
  void shouldWriteAnExactValueAsHalfOpenRange(
      PrimitiveType type, Object value, String min, String max) {
    Schema schema = Schema.builder().rowKey("k", type).build();
    Region region = new Region(List.of(Range.exactly(schema.field(0), value)));

    String json = Json.compact(RegionJson.toNode(region));

    assertThat(json)
        .isEqualTo(
            ("{\"k\":{\"min\":%s,\"minInclusive\":true,\"max\":%s,\"maxInclusive\":false},"
                    + "\"stringsBase64Encoded\":true}")
                .formatted(min, max));
    assertThat(RegionJson.parse(schema, json)).isEqualTo(region.canonical());
  }

  static List<Arguments> unboundedMinimums() {
    return List.of(
        Arguments.of(PrimitiveType.INT, "-2147483648"),
        Arguments.of(PrimitiveType.LONG, "-9223372036854775808"),
        Arguments.of(PrimitiveType.STRING, "\"\""),
        Arguments.of(PrimitiveType.BYTE_ARRAY, "\"\""),
        Arguments.of(PrimitiveType.BOOLEAN, "false"),
        Arguments.of(PrimitiveType.FLOAT, "\"-Infinity\""),
        Arguments.of(PrimitiveType.DOUBLE, "\"-Infinity\""),
        Arguments.of(PrimitiveType.TIMESTAMP, "\"1677-09-21T00:12:43.145224192Z\""),
        Arguments.of(PrimitiveType.DATE, "\"-5877641-06-23\""),
        Arguments.of(PrimitiveType.decimal(3, 1), "\"-99.9\""));
  }

  @ParameterizedTest
  @MethodSource("unboundedMinimums")
  void shouldWriteAnUnboundedRangeFromTheLeastValueOfItsType(PrimitiveType type, String min) {
    Schema schema = Schema.builder().rowKey("k", type).build();

    String json = Json.compact(RegionJson.toNode(Region.all(schema)));

    assertThat(json)
        .isEqualTo(
            ("{\"k\":{\"min\":%s,\"minInclusive\":true,\"maxInclusive\":false},"
                    + "\"stringsBase64Encoded\":true}")
                .formatted(min));
    assertThat(RegionJson.parse(schema, json)).isEqualTo(Region.all(schema));
  }

  @Test
  void shouldReadPlainStringsOfClients() {
    Region region =
        parse("{'s':{'min':'s1','max':'s2','maxInclusive':true},'stringsBase64Encoded':false}");

    assertThat(region.range(0)).isEqualTo(Range.all(TWO_KEYS.field(0)));
    assertThat(region.range(1)).isEqualTo(new Range(TWO_KEYS.field(1), "s1", true, "s2", true));
  }

  @Test
  void shouldReadStringsAsBase64UnlessTheFlagSaysOtherwise() {
    Region region = parse("{'s':{'min':'czE=','max':null}}");

    assertThat(region.range(1)).isEqualTo(Range.halfOpen(TWO_KEYS.field(1), "s1", null));
  }

  @Test
  void shouldKeepAnExclusiveMinimum() {
    Region region = parse("{'i':{'min':-2147483648,'minInclusive':false}}");

    assertThat(region.range(0))
        .isEqualTo(new Range(TWO_KEYS.field(0), Integer.MIN_VALUE, false, null, false));
    assertThat(region.canonical().range(0))
        .isEqualTo(Range.halfOpen(TWO_KEYS.field(0), Integer.MIN_VALUE + 1, null));
  }

  @ParameterizedTest
  @CsvSource({
    "longtable,region-exact.json,region-exact-expected.jsonl",
    "longtable,region-openended.json,region-openended-expected.jsonl",
    "longtable,region-range.json,region-range-expected.jsonl",
    "inttable,region-range.json,region-range-expected.jsonl",
    "mixedtable,region-base64.json,region-base64-expected.jsonl",
    "mixedtable,region-exact.json,region-exact-expected.jsonl",
    "mixedtable,region-range.json,region-range-expected.jsonl",
    "twokeys,region-both.json,region-both-expected.jsonl",
    "twokeys,region-second-only.json,region-second-only-expected.jsonl",
    "bytetable,region-range.json,region-range-expected.jsonl",
    "bytetable,region-exact-empty.json,region-exact-empty-expected.jsonl",
  })
  void shouldFindTheRowsThatSleeperFinds(String table, String region, String expected)
      throws IOException {
    Path folder = SharedData.formats("golden/tables/" + table);
    Schema schema = SchemaJson.parse(Files.readString(folder.resolve("schema.json")));
    Region asked = RegionJson.parse(schema, Files.readString(folder.resolve(region)));
    Region written = RegionJson.read(schema, RegionJson.toNode(asked));

    assertThat(GoldenRows.matching(schema, folder.resolve("expected-rows.jsonl"), asked))
        .isNotEmpty()
        .isEqualTo(Files.readAllLines(folder.resolve(expected)))
        .isEqualTo(GoldenRows.matching(schema, folder.resolve("expected-rows.jsonl"), written));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[] | A region is a JSON object",
        "{'j':{'min':1}} | Unknown member \"j\" in the region; allowed are [i, s,",
        "{'i':{'max':1}} | The range of row key i needs a \"min\"",
        "{'i':{'min':null}} | The range of row key i needs a \"min\"",
        "{'i':{'min':1,'Max':3}} | Unknown member \"Max\" in the range of row key i",
        "{'i':{'min':1.5}} | A bound of row key i is wrong: \"1.5\" is not of type int",
        "{'i':{'min':2147483648}} | A bound of row key i is wrong: \"2147483648\"",
        "{'i':{'min':[1]}} | A bound of row key i is of type int, not [1]",
        "{'i':{'min':1,'minInclusive':'no'}} | has a \"minInclusive\" that is not true or false",
        "{'s':{'min':7}} | A bound of row key s is of type string, not 7",
        "{'s':{'min':'*'}} | A bound of row key s is not base64: \"*\"",
        "{'s':{'min':'/w=='}} | Bytes are not UTF-8: 0xff",
        "{'s':{'min':'a\\ud800'},'stringsBase64Encoded':false} | unpaired surrogate",
      })
  void shouldSayWhatIsWrongWithARegion(String json, String message) {
    assertThatThrownBy(() -> parse(json))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining(message);
  }

  @Test
  void shouldRefuseValuesThatKeysCannotHave() {
    Schema schema = Schema.builder().rowKey("d", PrimitiveType.DOUBLE).build();

    assertThatThrownBy(() -> RegionJson.parse(schema, "{\"d\":{\"min\":\"NaN\"}}"))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("Key field d cannot be NaN");
  }

  private static Arguments exact(PrimitiveType type, Object value, String min, String max) {
    return Arguments.of(type, value, min, max);
  }

  private static Region parse(String json) {
    return RegionJson.parse(TWO_KEYS, json.replace('\'', '"'));
  }
}
