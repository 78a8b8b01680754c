package sleeper.ingest.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sleeper.core.error.BudgetExceeded;
import sleeper.core.error.InvalidInput;
import sleeper.core.row.Row;
import sleeper.core.schema.ListType;
import sleeper.core.schema.MapType;
import sleeper.core.schema.PrimitiveType;
import sleeper.core.schema.Schema;
import sleeper.core.schema.Type;
import sleeper.parquet.block.ByteColumn;
import sleeper.parquet.block.BytesColumn;
import sleeper.parquet.block.Column;
import sleeper.parquet.block.IntColumn;
import sleeper.parquet.block.ListColumn;
import sleeper.parquet.block.LongColumn;
import sleeper.parquet.block.MapColumn;

class RowBlockFillerTest {

  private static final BlockLimits LIMITS = new BlockLimits(10_000, 1 << 20, 1 << 18);

  @Nested
  class Values {

    @Test
    void shouldHoldNumbersAsTheyAre() {
      assertThat(ints(PrimitiveType.INT, -7, (short) 8, (byte) 9)).containsExactly(-7, 8, 9);
      assertThat(longs(PrimitiveType.LONG, Long.MIN_VALUE, 5, (short) 6))
          .containsExactly(Long.MIN_VALUE, 5, 6);
      assertThat(ints(PrimitiveType.FLOAT, 1.5f)).containsExactly(Float.floatToRawIntBits(1.5f));
      assertThat(longs(PrimitiveType.DOUBLE, -0.0, 0.5f))
          .containsExactly(Double.doubleToRawLongBits(-0.0), Double.doubleToRawLongBits(0.5));
    }

    @Test
    void shouldHoldTimesToTheNanosecondOverTheWholeRange() {
      assertThat(
              longs(
                  PrimitiveType.TIMESTAMP,
                  Instant.ofEpochSecond(0, Long.MIN_VALUE),
                  Instant.ofEpochSecond(0, Long.MAX_VALUE),
                  Instant.parse("1969-12-31T23:59:59.999999999Z"),
                  Instant.parse("2026-11-21T00:00:00.000000001Z")))
          .containsExactly(Long.MIN_VALUE, Long.MAX_VALUE, -1, 1795219200000000001L);
      assertThat(ints(PrimitiveType.DATE, LocalDate.of(1969, 12, 31))).containsExactly(-1);
    }

    @Test
    void shouldHoldDecimalsExactly() {
      assertThat(longs(PrimitiveType.decimal(10, 2), new BigDecimal("-1.5"), 7))
          .containsExactly(-150, 700);
      BytesColumn wide =
          (BytesColumn)
              fill(
                  PrimitiveType.decimal(38, 0),
                  new BigDecimal(BigInteger.TEN.pow(38).subtract(BigInteger.ONE)),
                  new BigDecimal(-1));
      assertThat(new BigInteger(wide.data(), 0, 16))
          .isEqualTo(BigInteger.TEN.pow(38).subtract(BigInteger.ONE));
      assertThat(new BigInteger(wide.data(), 16, 16)).isEqualTo(BigInteger.ONE.negate());
    }

    @Test
    void shouldHoldTextAsUtf8AndBytesAsTheyAre() {
      List<String> texts = List.of("", "plain", "é", "a\uFF41", "\uD83D\uDE00 smile", "z");
      assertThat(strings(fill(PrimitiveType.STRING, texts.toArray()))).isEqualTo(texts);
      BytesColumn bytes =
          (BytesColumn) fill(PrimitiveType.BYTE_ARRAY, new byte[] {1, -1}, new byte[0]);
      assertThat(bytes.offsets()).startsWith(0, 2, 2);
      assertThat(bytes.data()).startsWith(1, -1);
    }

    @Test
    void shouldHoldListsMapsAndNulls() {
      ListColumn lists =
          (ListColumn)
              fill(new ListType(PrimitiveType.LONG), List.of(1L, 2L), null, List.of(), List.of(3L));
      assertThat(lists.offsets()).startsWith(0, 2, 2, 2, 3);
      assertThat(((LongColumn) lists.elements()).values()).startsWith(1, 2, 3);
      assertThat(lists.nulls()).startsWith(0, 1, 0, 0);
      MapColumn maps =
          (MapColumn)
              fill(
                  new MapType(PrimitiveType.STRING, PrimitiveType.BOOLEAN),
                  Map.of("a", true),
                  Map.of());
      assertThat(maps.offsets()).startsWith(0, 1, 1);
      assertThat(strings(maps.keys())).containsExactly("a");
      assertThat(((ByteColumn) maps.values()).values()).startsWith(1);
    }

    @Test
    void shouldKeepNullFlagsRightWhenNullsComeLateAndBlocksAreReused() {
      RowBlockFiller filler = new RowBlockFiller(schemaOf(PrimitiveType.INT), LIMITS);
      for (int block = 0; block < 2; block++) {
        for (int i = 0; i < 5000; i++) {
          filler.append(Row.of(schemaOf(PrimitiveType.INT), (long) i, i % 4999 == 3000 ? null : i));
        }
        Column column = filler.block().column(1);
        assertThat(column.isNull(2999)).isFalse();
        assertThat(column.isNull(3000)).isTrue();
        assertThat(column.isNull(4999)).isFalse();
        filler.clear();
      }
      filler.append(Row.of(schemaOf(PrimitiveType.INT), 1L, 1));
      assertThat(filler.block().column(1).nulls()).isNull();
    }
  }

  @Nested
  class Refusals {

    @Test
    void shouldNameRowColumnAndValue() {
      RowBlockFiller filler = new RowBlockFiller(schemaOf(PrimitiveType.INT), LIMITS);
      filler.append(Row.of(schemaOf(PrimitiveType.INT), 1L, 1));

      assertThatThrownBy(() -> filler.append(Row.of(schemaOf(PrimitiveType.INT), 2L, "two")))
          .isInstanceOf(InvalidInput.class)
          .hasMessage("Row 2, column v: the value should be an Integer and is the String two");
    }

    @Test
    void shouldRefuseWhatWouldLoseSomething() {
      assertRefused(PrimitiveType.INT, 5L, "should be an Integer");
      assertRefused(PrimitiveType.LONG, 5.0, "should be a Long");
      assertRefused(PrimitiveType.FLOAT, 5.0, "should be a Float");
      assertRefused(PrimitiveType.decimal(4, 1), new BigDecimal("1.25"), "without rounding");
      assertRefused(PrimitiveType.decimal(4, 1), new BigDecimal("1000.5"), "decimal(4,1)");
      assertRefused(PrimitiveType.TIMESTAMP, Instant.MAX, "is not between 1677-");
      assertRefused(PrimitiveType.DATE, LocalDate.MAX, "more days");
      assertRefused(new ListType(PrimitiveType.INT), Arrays.asList(1, null), "element");
      assertRefused(new ListType(PrimitiveType.INT), List.of("a"), "should be an Integer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\uD83D", "a\uDE00", "\uDE00\uD83D", "x\uD83Dy"})
    void shouldRefuseHalfASurrogatePair(String text) {
      assertRefused(PrimitiveType.STRING, text, "half a surrogate pair");
    }

    @Test
    void shouldRefuseNotANumberAndNegativeZeroAsKeysOnly() {
      Schema schema =
          Schema.builder()
              .rowKey("k", PrimitiveType.DOUBLE)
              .sortKey("s", PrimitiveType.FLOAT)
              .value("v", PrimitiveType.DOUBLE)
              .build();

      new RowBlockFiller(schema, LIMITS).append(Row.of(schema, 0.0, 0f, Double.NaN));

      for (Row bad :
          List.of(
              Row.of(schema, Double.NaN, 0f, 0.0),
              Row.of(schema, -0.0, 0f, 0.0),
              Row.of(schema, 0.0, Float.NaN, 0.0),
              Row.of(schema, 0.0, -0f, 0.0))) {
        assertThatThrownBy(() -> new RowBlockFiller(schema, LIMITS).append(bad))
            .isInstanceOf(InvalidInput.class)
            .hasMessageContaining("no place in the order of keys");
      }
    }

    @Test
    void shouldRefuseANullWhereThereMustBeAValue() {
      Schema schema = Schema.builder().rowKey("k", PrimitiveType.LONG).build();

      assertThatThrownBy(() -> new RowBlockFiller(schema, LIMITS).append(Row.of(schema)))
          .isInstanceOf(InvalidInput.class)
          .hasMessageContaining("Row 1, column k: there is no value");
    }

    @Test
    void shouldRefuseARowThatIsTooLargeAndSayWhatToRaise() {
      RowBlockFiller filler =
          new RowBlockFiller(schemaOf(PrimitiveType.STRING), new BlockLimits(10, 5000, 1000));

      filler.append(Row.of(schemaOf(PrimitiveType.STRING), 1L, "x".repeat(900)));
      assertThatThrownBy(
              () -> filler.append(Row.of(schemaOf(PrimitiveType.STRING), 1L, "x".repeat(2000))))
          .isInstanceOf(BudgetExceeded.class)
          .hasMessageContaining("Row 2 takes 20")
          .hasMessageContaining("raise the memory budget to at least 80");
    }
  }

  @Test
  void shouldBeFullAtTheLimitOfRowsOrBytes() {
    Schema schema = schemaOf(PrimitiveType.STRING);
    RowBlockFiller byRows = new RowBlockFiller(schema, new BlockLimits(2, 5000, 5000));
    assertThat(byRows.append(Row.of(schema, 1L, "a"))).isTrue();
    assertThat(byRows.append(Row.of(schema, 1L, "b"))).isFalse();

    RowBlockFiller byBytes = new RowBlockFiller(schema, new BlockLimits(100, 2000, 5000));
    assertThat(byBytes.append(Row.of(schema, 1L, "x".repeat(1000)))).isTrue();
    assertThat(byBytes.append(Row.of(schema, 1L, "x".repeat(1000)))).isFalse();
  }

  @Test
  void shouldMatchRowsOfAnotherSchemaByName() {
    Schema table = schemaOf(PrimitiveType.INT);
    Schema other =
        Schema.builder()
            .rowKey("extra", PrimitiveType.STRING)
            .value("v", PrimitiveType.INT)
            .value("k", PrimitiveType.LONG)
            .build();
    RowBlockFiller filler = new RowBlockFiller(table, LIMITS);

    filler.append(Row.of(other, "ignored", 5, 6L));
    filler.append(Row.of(table, 7L, 8));

    assertThat(((LongColumn) filler.block().column(0)).values()).startsWith(6, 7);
    assertThat(((IntColumn) filler.block().column(1)).values()).startsWith(5, 8);
  }

  private static void assertRefused(Type type, Object value, String message) {
    assertThatThrownBy(() -> fill(type, value))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("Row 1, column v: ")
        .hasMessageContaining(message);
  }

  private static int[] ints(Type type, Object... values) {
    return Arrays.copyOf(((IntColumn) fill(type, values)).values(), values.length);
  }

  private static long[] longs(Type type, Object... values) {
    return Arrays.copyOf(((LongColumn) fill(type, values)).values(), values.length);
  }

  private static List<String> strings(Column column) {
    BytesColumn bytes = (BytesColumn) column;
    return java.util.stream.IntStream.range(0, bytes.size())
        .mapToObj(
            i ->
                new String(
                    bytes.data(),
                    bytes.offsets()[i],
                    bytes.offsets()[i + 1] - bytes.offsets()[i],
                    StandardCharsets.UTF_8))
        .toList();
  }

  private static Column fill(Type type, Object... values) {
    RowBlockFiller filler = new RowBlockFiller(schemaOf(type), LIMITS);
    for (Object value : values) {
      filler.append(Row.of(schemaOf(type)).put("k", 1L).put("v", value));
    }
    assertThat(filler.block().rows()).isEqualTo(values.length);
    return filler.block().column(1);
  }

  private static Schema schemaOf(Type type) {
    return Schema.builder().rowKey("k", PrimitiveType.LONG).nullableValue("v", type).build();
  }
}
