package sleeper.core.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import sleeper.core.schema.ListType;
import sleeper.core.schema.MapType;
import sleeper.core.schema.PrimitiveType;
import sleeper.core.schema.Schema;

class RowTest {

  private final Schema schema =
      Schema.builder()
          .rowKey("key", PrimitiveType.BYTE_ARRAY)
          .value("list", new ListType(PrimitiveType.BYTE_ARRAY))
          .value("map", new MapType(PrimitiveType.STRING, PrimitiveType.BYTE_ARRAY))
          .build();

  @Test
  void shouldCompareByteArraysByTheirContentsWhereverTheyAre() {
    assertThat(row(1)).isEqualTo(row(1)).hasSameHashCodeAs(row(1));
    assertThat(row(1)).isNotEqualTo(row(1).put("key", new byte[] {9}));
    assertThat(row(1)).isNotEqualTo(row(1).put("list", List.of(new byte[] {9}, new byte[0])));
    assertThat(row(1)).isNotEqualTo(row(1).put("map", Map.of("a", new byte[] {9})));
  }

  @Test
  void shouldCompareMapsWithoutTheirOrder() {
    assertThat(row(1).put("map", inOrder("a", "b")))
        .isEqualTo(row(1).put("map", inOrder("b", "a")));
    assertThat(row(1).put("list", null)).isNotEqualTo(row(1)).isEqualTo(row(1).put("list", null));
  }

  @Test
  void shouldShowByteArraysAsHexDigits() {
    assertThat(row(10)).hasToString("Row{key=0x0a, list=[0x0a, 0x], map={a=0x0a}}");
    assertThat(Row.of(schema)).hasToString("Row{key=null, list=null, map=null}");
  }

  @Test
  void shouldRefuseFieldsThatTheSchemaHasNot() {
    assertThatThrownBy(() -> row(1).put("keys", 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("keys");
    assertThatThrownBy(() -> Row.of(schema, new byte[0]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("fields=3, values=1");
  }

  private Row row(int value) {
    byte[] bytes = {(byte) value};
    return Row.of(schema, bytes, List.of(bytes.clone(), new byte[0]), Map.of("a", bytes.clone()));
  }

  private static Map<String, byte[]> inOrder(String... keys) {
    Map<String, byte[]> map = new LinkedHashMap<>();
    for (String key : keys) {
      map.put(key, new byte[] {(byte) key.charAt(0)});
    }
    return map;
  }
}
