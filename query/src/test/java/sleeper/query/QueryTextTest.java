package sleeper.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import sleeper.core.error.InvalidInput;
import sleeper.core.key.Key;
import sleeper.core.schema.ListType;
import sleeper.core.schema.PrimitiveType;
import sleeper.core.schema.Schema;
import sleeper.query.filter.Comparison;
import sleeper.query.filter.Operator;

class QueryTextTest {

  private static final Schema SCHEMA =
      Schema.builder()
          .rowKey("name", PrimitiveType.STRING)
          .sortKey("at", PrimitiveType.INT)
          .nullableValue("name of dog", PrimitiveType.STRING)
          .nullableValue("price", PrimitiveType.DOUBLE)
          .nullableValue("tags", new ListType(PrimitiveType.STRING))
          .build();

  @Test
  void shouldReadKeysOfSeveralValues() {
    assertThat(QueryText.key(SCHEMA, "a,7")).isEqualTo(Key.of("a", 7));
    assertThat(QueryText.key(SCHEMA, "a")).isEqualTo(Key.of("a"));
    assertThat(QueryText.key(SCHEMA, "'a,b',-1")).isEqualTo(Key.of("a,b", -1));
    assertThat(QueryText.key(SCHEMA, "\"say \"\"hi\"\"\",0")).isEqualTo(Key.of("say \"hi\"", 0));
    assertThat(QueryText.key(SCHEMA, "")).isEqualTo(Key.of(""));
  }

  @Test
  void shouldTakeAllTextAsTheValueOfASingleKey() {
    Schema single = Schema.builder().rowKey("k", PrimitiveType.STRING).build();

    assertThat(QueryText.key(single, "a,b")).isEqualTo(Key.of("a,b"));
    assertThat(QueryText.key(single, "'a,b'")).isEqualTo(Key.of("a,b"));
    assertThat(QueryText.key(single, "it's")).isEqualTo(Key.of("it's"));
  }

  @Test
  void shouldReadConditions() {
    assertComparison("price<1.5", "price", Operator.LESS, 1.5);
    assertComparison("price <= 1.5", "price", Operator.LESS_OR_EQUAL, 1.5);
    assertComparison("price>1e3", "price", Operator.GREATER, 1000.0);
    assertComparison("at>=-3", "at", Operator.GREATER_OR_EQUAL, -3);
    assertComparison("at != 4", "at", Operator.NOT_EQUAL, 4);
    assertComparison("at <> 4", "at", Operator.NOT_EQUAL, 4);
    assertComparison("at == 4", "at", Operator.EQUAL, 4);
    assertComparison("name = x y ", "name", Operator.EQUAL, "x y");
    assertComparison("name=' <x> '", "name", Operator.EQUAL, " <x> ");
    assertComparison("name=", "name", Operator.EQUAL, "");
    assertComparison("name of dog=Rex", "name of dog", Operator.EQUAL, "Rex");
    assertComparison("price is null", "price", Operator.IS_NULL, null);
    assertComparison("tags  IS  NOT  NULL", "tags", Operator.IS_NOT_NULL, null);
  }

  @Test
  void shouldSayInOneSentenceWhatCannotBeRead() {
    assertRefused("cost<1", "The condition \"cost<1\" names no field; the fields are name, at, ");
    assertRefused("price 1", "The condition \"price 1\" has no operator; write such as ");
    assertRefused("price<cheap", "Field price: \"cheap\" is not of type double; write a number");
    assertRefused("tags=x", "Field tags is a list<string>; only \"is null\" and ");
    assertRefused("name='x", "A quote is not closed: 'x");
    assertThatThrownBy(() -> QueryText.range(SCHEMA, "price<1"))
        .isInstanceOf(InvalidInput.class)
        .hasMessage("A range is of a key, but price is a value field; the keys are name, at");
    assertThatThrownBy(() -> QueryText.key(SCHEMA, "a,1,2"))
        .isInstanceOf(InvalidInput.class)
        .hasMessage("The key \"a,1,2\" has 3 values, but the table has only the keys name, at");
  }

  private static void assertComparison(
      String text, String field, Operator operator, Object operand) {
    assertThat(QueryText.comparison(SCHEMA, text))
        .as(text)
        .isEqualTo(new Comparison(SCHEMA.field(SCHEMA.indexOf(field)), operator, operand));
  }

  private static void assertRefused(String text, String message) {
    assertThatThrownBy(() -> QueryText.comparison(SCHEMA, text))
        .isInstanceOf(InvalidInput.class)
        .hasMessageStartingWith(message);
  }
}
