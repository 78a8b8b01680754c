package sleeper.core.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sleeper.core.error.InvalidInput;
import sleeper.core.schema.PrimitiveType;
import sleeper.core.schema.Schema;

class DeployedTablesTest {

  private static final String KEY_ONLY =
      "{'rowKeyFields':[{'name':'key','type':'LongType'}],'sortKeyFields':[],'valueFields':[]}";

  private static final Schema SCHEMA = Schema.builder().rowKey("key", PrimitiveType.LONG).build();

  @Test
  void shouldReadWhatItWrites() {
    DeployedTables tables =
        new DeployedTables(
            List.of(
                new DeployedTable(
                    "numbers",
                    SCHEMA,
                    List.of("10", "20"),
                    Map.of("sleeper.table.parquet.compression.codec", "snappy")),
                new DeployedTable(
                    "bytes", ofKey(PrimitiveType.BYTE_ARRAY), List.of("AQI="), Map.of()),
                new DeployedTable(
                    "texts", ofKey(PrimitiveType.STRING), List.of("a\nb"), Map.of())));

    assertThat(DeployedTables.parse(tables.toJson())).isEqualTo(tables);
  }

  @Test
  void shouldReadATableOfNameAndSchemaAlone() {
    assertThat(parse("[{'name':'numbers','schema':SCHEMA}]").tables())
        .containsExactly(new DeployedTable("numbers", SCHEMA, List.of(), Map.of()));
  }

  @Test
  void shouldGiveSplitPointsAsValues() {
    DeployedTables tables = parse("[{'name':'numbers','schema':SCHEMA,'splitPoints':[1,'22']}]");

    assertThat(tables.find("numbers").orElseThrow().splitPointValues()).containsExactly(1L, 22L);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      textBlock =
          """
          {}                              | are a JSON list of objects, not {}
          [{'schema':SCHEMA}]             | Table 1 to deploy needs a "name" that is a text
          [{'name':'a b','schema':SCHEMA}]| Table name "a b" cannot be used
          [{'name':'t'}]                  | The table has no "schema": table=t
          [{'name':'t','schema':{}}]      | table=t
          [{'name':'t','schema':SCHEMA},{'name':'t','schema':SCHEMA}] | There are two tables t;
          [{'name':'t','schema':SCHEMA,'splits':[]}]          | Unknown member "splits" in the table
          [{'name':'t','schema':SCHEMA,'splitPoints':'1'}]    | "splitPoints" is a list of texts, not "1": table=t
          [{'name':'t','schema':SCHEMA,'splitPoints':[1.5]}]  | Split point 1 is a text or a whole number, not 1.5: table=t
          [{'name':'t','schema':SCHEMA,'splitPoints':['x']}]  | Split point 1 cannot be read: "x"
          [{'name':'t','schema':SCHEMA,'splitPoints':[2,1]}]  | Split point 2 is "1" after "2"; split points of row key key must increase: table=t
          [{'name':'t','schema':SCHEMA,'properties':[]}]      | "properties" is an object of texts, not []: table=t
          [{'name':'t','schema':SCHEMA,'properties':{'sleeper.table.id':'1'}}] | Property sleeper.table.id is set when the table is made; leave it out: table=t
          [{'name':'t','schema':SCHEMA,'properties':{'sleeper.table.parquet.page.sise':'1M'}}] | did you mean sleeper.table.parquet.page.size?: table=t
          [{'name':'t','schema':SCHEMA,'properties':{'sleeper.table.parquet.page.size':'x'}}]  | it must be a size such as
          """)
  void shouldSayInOneSentenceWhatIsWrong(String json, String sentence) {
    assertThatThrownBy(() -> parse(json))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining(sentence);
  }

  private static DeployedTables parse(String json) {
    return DeployedTables.parse(json.replace("SCHEMA", KEY_ONLY).replace('\'', '"'));
  }

  private static Schema ofKey(PrimitiveType type) {
    return Schema.builder().rowKey("key", type).build();
  }
}
