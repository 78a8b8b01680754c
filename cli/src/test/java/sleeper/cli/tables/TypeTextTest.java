package sleeper.cli.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import sleeper.core.error.InvalidInput;
import sleeper.core.schema.ListType;
import sleeper.core.schema.MapType;
import sleeper.core.schema.PrimitiveType;
import sleeper.core.schema.Type;

class TypeTextTest {

  static List<Type> types() {
    PrimitiveType decimal = PrimitiveType.decimal(10, 2);
    return List.of(
        PrimitiveType.INT,
        PrimitiveType.LONG,
        PrimitiveType.STRING,
        PrimitiveType.BYTE_ARRAY,
        PrimitiveType.BOOLEAN,
        PrimitiveType.FLOAT,
        PrimitiveType.DOUBLE,
        PrimitiveType.TIMESTAMP,
        PrimitiveType.DATE,
        decimal,
        new ListType(PrimitiveType.DOUBLE),
        new ListType(decimal),
        new MapType(PrimitiveType.STRING, PrimitiveType.LONG),
        new MapType(decimal, decimal));
  }

  @ParameterizedTest
  @MethodSource("types")
  void shouldReadTypesAsTheyAreShown(Type type) {
    assertThat(TypeText.parse(type.toString())).isEqualTo(type);
  }

  @Test
  void shouldReadBytesByTheirShortName() {
    assertThat(TypeText.parse("Bytes")).isEqualTo(PrimitiveType.BYTE_ARRAY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "text", "list", "list<list<int>>", "map<int>", "decimal(10)"})
  void shouldNameTheTypesThereAre(String text) {
    assertThatThrownBy(() -> TypeText.parse(text))
        .isInstanceOf(InvalidInput.class)
        .hasMessageStartingWith("There is no type \"" + text + "\"; there are int, long");
  }

  @Test
  void shouldSayWhatIsWrongWithADecimal() {
    assertThatThrownBy(() -> TypeText.parse("decimal(40,2)"))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("1 to 38 digits");
  }
}
