package sleeper.core.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import sleeper.core.error.InvalidInput;
import sleeper.core.json.Json;
import sleeper.core.testing.RandomTables;
import sleeper.core.testing.RandomValues;
import sleeper.core.testing.SharedData;

class SchemaJsonTest {

  @Test
  void shouldWriteSleeperTypesAsSleeperDoes() {
    Schema schema =
        Schema.builder()
            .rowKey("k", PrimitiveType.STRING)
            .sortKey("t", PrimitiveType.LONG)
            .value("m", new MapType(PrimitiveType.INT, PrimitiveType.BYTE_ARRAY))
            .nullableValue("l", new ListType(PrimitiveType.STRING))
            .build();

    assertThat(SchemaJson.toJson(schema))
        .isEqualTo(
            "{\"rowKeyFields\":[{\"name\":\"k\",\"type\":\"StringType\"}],"
                + "\"sortKeyFields\":[{\"name\":\"t\",\"type\":\"LongType\"}],"
                + "\"valueFields\":[{\"name\":\"m\",\"type\":"
                + "{\"MapType\":{\"keyType\":\"IntType\",\"valueType\":\"ByteArrayType\"}}},"
                + "{\"name\":\"l\",\"type\":{\"ListType\":{\"elementType\":\"StringType\"}},"
                + "\"nullable\":true}]}");
    assertThat(SchemaJson.parse(SchemaJson.toJson(schema))).isEqualTo(schema);
  }

  @Test
  void shouldReadBackEveryTypeOfOurs() {
    Schema schema =
        Schema.builder()
            .rowKey("date", PrimitiveType.DATE)
            .sortKey("time", PrimitiveType.TIMESTAMP)
            .value("boolean", PrimitiveType.BOOLEAN)
            .value("float", PrimitiveType.FLOAT)
            .nullableValue("double", PrimitiveType.DOUBLE)
            .value("decimals", new ListType(PrimitiveType.decimal(38, 10)))
            .build();

    assertThat(SchemaJson.parse(SchemaJson.toPrettyJson(schema))).isEqualTo(schema);
    assertThat(SchemaJson.toJson(schema))
        .contains("{\"DecimalType\":{\"precision\":38,\"scale\":10}}");
  }

  @Test
  void shouldReadBackAnySchema() {
    RandomTables tables = new RandomTables(new RandomValues("SchemaJsonTest"));
    for (int i = 0; i < 200; i++) {
      Schema schema = tables.schema();
      assertThat(SchemaJson.parse(SchemaJson.toJson(schema))).isEqualTo(schema);
    }
  }

  @Test
  void shouldTakeMissingListsOfFieldsAsEmpty() {
    Schema schema = SchemaJson.parse("{\"rowKeyFields\":[{\"name\":\"k\",\"type\":\"IntType\"}]}");

    assertThat(schema).isEqualTo(Schema.builder().rowKey("k", PrimitiveType.INT).build());
  }

  static Stream<String> goldenTables() {
    return Stream.of("bytetable", "inttable", "longtable", "mixedtable", "twokeys");
  }

  @ParameterizedTest
  @MethodSource("goldenTables")
  void shouldWriteSchemasOfSleeperTablesAsTheyWere(String table) throws IOException {
    Path file = SharedData.formats("golden/tables/" + table + "/schema.json");
    String json = Files.readString(file);

    assertThat(SchemaJson.toNode(SchemaJson.parse(json))).isEqualTo(Json.parse("schema", json));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'rowKeyFields':[]} | A schema needs at least one row key field",
        "{'rowKeyFields':[{'name':'k','type':'IntegerType'}]} | field k is unknown: \"IntegerType\"",
        "{'rowKeyFields':[{'name':'k','type':{'ListType':{'elementType':'IntType'}}}]} "
            + "| Row key field k is a list<int>; keys must be primitive",
        "{'rowKeyFields':[{'name':'k','type':'IntType','nullable':true}]} "
            + "| Row key field k is nullable; only value fields can be",
        "{'rowKeyFields':[{'name':'k','type':'IntType'}],'valueFields':"
            + "[{'name':'k','type':'IntType'}]} | Field k is in the schema more than once",
        "{'rowKeyFields':[{'name':'k','type':'IntType'}],'valueFields':[{'name':'v','type':"
            + "{'ListType':{'elementType':{'ListType':{'elementType':'IntType'}}}}}]} "
            + "| lists and maps hold primitive types only",
        "{'rowKeyFields':[{'name':'k','type':'IntType'}],'valueField':[]} "
            + "| Unknown member \"valueField\" in the schema",
        "{'rowKeyFields':[{'name':'k','type':'IntType','nullible':true}]} "
            + "| Unknown member \"nullible\" in field k",
        "{'rowKeyFields':[{'name':'k','type':'IntType','nullable':'yes'}]} "
            + "| \"nullable\" of the schema's field k is true or false",
        "{'rowKeyFields':[{'name':' ','type':'IntType'}]} | rowKeyFields[0] of the schema needs",
        "{'rowKeyFields':[{'name':'k'}]} | field k has no \"type\"",
        "{'rowKeyFields':{}} | \"rowKeyFields\" of the schema is a list of fields",
        "{'rowKeyFields':[{'name':'k','type':{'DecimalType':{'precision':39,'scale':1}}}]} "
            + "| The type of field k is wrong: A decimal has 1 to 38 digits",
        "{'rowKeyFields':[{'name':'k','type':{'DecimalType':{'precision':'9'}}}]} "
            + "| needs a whole number",
        "{'rowKeyFields':[{'name':'stringsBase64Encoded','type':'IntType'}]} | is reserved",
        "[] | A schema is a JSON object",
        "`` | The schema is empty",
        "{'rowKeyFields':[} | The schema is not valid JSON (line 1, column",
        "{'rowKeyFields':[]} x | The schema is not valid JSON",
        "{'rowKeyFields':[],'rowKeyFields':[]} | Duplicate",
      })
  void shouldSayWhatIsWrongWithASchema(String json, String message) {
    assertThatThrownBy(() -> SchemaJson.parse(json.replace('\'', '"')))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining(message);
  }
}
