package sleeper.query.testing;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import sleeper.core.row.Row;
import sleeper.core.schema.Field;
import sleeper.core.schema.ListType;
import sleeper.core.schema.MapType;
import sleeper.core.schema.PrimitiveType;
import sleeper.core.schema.Schema;

/** Rows with a column of every type: one of plain values, one of edges, one of nulls. */
public final class EveryType {

  /** A long key, and a nullable field of every type. */
  public static final Schema SCHEMA =
      Schema.builder()
          .rowKey("id", PrimitiveType.LONG)
          .nullableValue("int", PrimitiveType.INT)
          .nullableValue("string", PrimitiveType.STRING)
          .nullableValue("bytes", PrimitiveType.BYTE_ARRAY)
          .nullableValue("boolean", PrimitiveType.BOOLEAN)
          .nullableValue("float", PrimitiveType.FLOAT)
          .nullableValue("double", PrimitiveType.DOUBLE)
          .nullableValue("timestamp", PrimitiveType.TIMESTAMP)
          .nullableValue("date", PrimitiveType.DATE)
          .nullableValue("decimal", PrimitiveType.decimal(10, 2))
          .nullableValue("long decimal", PrimitiveType.decimal(38, 4))
          .nullableValue("list", new ListType(PrimitiveType.STRING))
          .nullableValue("map", new MapType(PrimitiveType.STRING, PrimitiveType.LONG))
          .nullableValue("int map", new MapType(PrimitiveType.INT, PrimitiveType.DOUBLE))
          .build();

  private EveryType() {}

  /** Three rows in key order. */
  public static List<Row> rows() {
    return List.of(edges(), plain(), nulls());
  }

  private static Row plain() {
    return Row.of(
        SCHEMA,
        1L,
        7,
        "plain text",
        new byte[] {1, 2, (byte) 0xFF},
        true,
        1.5f,
        -2.25,
        Instant.parse("2024-05-01T12:34:56.123456789Z"),
        LocalDate.of(2024, 5, 1),
        new BigDecimal("12.50"),
        new BigDecimal("123456789012345678901234567890.1234"),
        List.of("a", "b"),
        mapOf("x", 1L, "y", 2L),
        mapOf(1, 0.5, 2, 1.5));
  }

  private static Row edges() {
    return Row.of(
        SCHEMA,
        Long.MIN_VALUE,
        Integer.MIN_VALUE,
        "comma, \"quote\"\r\nline \t😀",
        new byte[0],
        false,
        Float.NaN,
        Double.NEGATIVE_INFINITY,
        Instant.parse("1677-09-21T00:12:43.145224192Z"),
        LocalDate.of(1, 1, 1),
        new BigDecimal("-99999999.99"),
        new BigDecimal("-9999999999999999999999999999999999.9999"),
        List.of(),
        Map.of(),
        Map.of());
  }

  private static Row nulls() {
    List<@Nullable Object> values = new ArrayList<>();
    for (Field field : SCHEMA.fields()) {
      values.add(field.nullable() ? null : (Object) Long.MAX_VALUE);
    }
    return Row.of(SCHEMA, values.toArray());
  }

  private static Map<Object, Object> mapOf(
      Object firstKey, Object first, Object secondKey, Object second) {
    Map<Object, Object> map = new LinkedHashMap<>();
    map.put(firstKey, first);
    map.put(secondKey, second);
    return map;
  }
}
