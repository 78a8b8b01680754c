package sleeper.core.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import sleeper.core.error.InvalidInput;
import sleeper.core.schema.Field;
import sleeper.core.schema.PrimitiveType;
import sleeper.core.testing.RandomValues;

class ValueTextTest {

  @SuppressWarnings("unused")
  private static final List<PrimitiveType> TYPES = RandomValues.TYPES;

  @ParameterizedTest
  @FieldSource("TYPES")
  void shouldReadBackWhatItWrites(PrimitiveType type) {
    RandomValues values = new RandomValues("ValueTextTest." + type);
    for (int i = 0; i < 2_000; i++) {
      Object value = values.value(type);
      assertThat(ValueText.parse(type, ValueText.format(type, value))).isEqualTo(value);
    }
  }

  static List<Arguments> texts() {
    return List.of(
        Arguments.of(PrimitiveType.INT, " +7 ", 7),
        Arguments.of(PrimitiveType.STRING, " as it is ", " as it is "),
        Arguments.of(PrimitiveType.STRING, "", ""),
        Arguments.of(PrimitiveType.BYTE_ARRAY, "0x00fF", new byte[] {0, -1}),
        Arguments.of(PrimitiveType.BYTE_ARRAY, "0x", new byte[0]),
        Arguments.of(PrimitiveType.BYTE_ARRAY, "QAA=", new byte[] {0x40, 0}),
        Arguments.of(PrimitiveType.BYTE_ARRAY, "", new byte[0]),
        Arguments.of(PrimitiveType.BOOLEAN, "TRUE", true),
        Arguments.of(PrimitiveType.FLOAT, "1e3", 1000f),
        Arguments.of(PrimitiveType.DOUBLE, "-Infinity", Double.NEGATIVE_INFINITY),
        Arguments.of(PrimitiveType.DOUBLE, ".5", 0.5),
        timestamp("2024-05-01T12:00:00Z", "2024-05-01T12:00:00Z"),
        timestamp("2024-05-01T12:00:00.123456789Z", "2024-05-01T12:00:00.123456789Z"),
        timestamp("2024-05-01T12:00:00.1", "2024-05-01T12:00:00.100Z"),
        timestamp("2024-05-01 12:00", "2024-05-01T12:00:00Z"),
        timestamp("2024-05-01T12:00:00+02:00", "2024-05-01T10:00:00Z"),
        timestamp("2024-05-01", "2024-05-01T00:00:00Z"),
        timestamp("1677-09-21T00:12:43.145224192Z", "1677-09-21T00:12:43.145224192Z"),
        timestamp("2262-04-11T23:47:16.854775807Z", "2262-04-11T23:47:16.854775807Z"),
        Arguments.of(PrimitiveType.DATE, "2024-02-29", LocalDate.of(2024, 2, 29)),
        Arguments.of(PrimitiveType.decimal(5, 2), "1.5", new BigDecimal("1.50")),
        Arguments.of(PrimitiveType.decimal(5, 2), "1.500", new BigDecimal("1.50")),
        Arguments.of(PrimitiveType.decimal(5, 2), "-9.9999e2", new BigDecimal("-999.99")),
        Arguments.of(PrimitiveType.decimal(5, 2), "0e999999999", new BigDecimal("0.00")));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void shouldReadValuesAsPeopleWriteThem(PrimitiveType type, String text, Object value) {
    assertThat(ValueText.parse(type, text)).isEqualTo(value);
  }

  static List<Arguments> wrongTexts() {
    return List.of(
        wrong(PrimitiveType.INT, "2147483648", "write a whole number from -2147483648"),
        wrong(PrimitiveType.INT, "", "\"\" is not of type int"),
        wrong(PrimitiveType.LONG, "1.0", "\"1.0\" is not of type long"),
        wrong(PrimitiveType.STRING, "a\ud800", "unpaired surrogate U+D800 at position 1"),
        wrong(PrimitiveType.BYTE_ARRAY, "0x123", "write base64, or hex digits after 0x"),
        wrong(PrimitiveType.BYTE_ARRAY, "QA=A", "\"QA=A\" is not of type byte array"),
        wrong(PrimitiveType.BOOLEAN, "yes", "write true or false"),
        wrong(PrimitiveType.FLOAT, "1e39", "not too large"),
        wrong(PrimitiveType.DOUBLE, "1e309", "not too large"),
        wrong(PrimitiveType.DOUBLE, "1d", "\"1d\" is not of type double"),
        wrong(PrimitiveType.DOUBLE, "0x1p3", "\"0x1p3\" is not of type double"),
        wrong(PrimitiveType.TIMESTAMP, "2024-05-01T12:00:00.1234567891Z", "write a time such as"),
        wrong(PrimitiveType.TIMESTAMP, "1677-09-21T00:12:43.145224191Z", "between 1677"),
        wrong(PrimitiveType.TIMESTAMP, "2262-04-11T23:47:16.854775808Z", "2262"),
        wrong(PrimitiveType.TIMESTAMP, "yesterday", "\"yesterday\" is not of type timestamp"),
        wrong(PrimitiveType.TIMESTAMP, "2024-05-0", "write a time such as"),
        wrong(PrimitiveType.DATE, "2023-02-29", "write a date such as 2024-05-01"),
        wrong(PrimitiveType.DATE, "+9999999-01-01", "write a date"),
        wrong(PrimitiveType.decimal(5, 2), "1.005", "at most 3 digits before and 2 after"),
        wrong(PrimitiveType.decimal(5, 2), "1000", "at most 3 digits before and 2 after"),
        wrong(PrimitiveType.decimal(5, 2), "1e999999999", "at most 3 digits"),
        wrong(PrimitiveType.decimal(5, 2), "1e-999999999", "at most 3 digits"),
        wrong(PrimitiveType.decimal(5, 2), "1e99999999999", "at most 3 digits"));
  }

  @ParameterizedTest
  @MethodSource("wrongTexts")
  void shouldSayInOneSentenceWhatIsWrong(PrimitiveType type, String text, String message) {
    assertThatThrownBy(() -> ValueText.parse(type, text))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource({"-0.0", "NaN"})
  void shouldRefuseNumbersThatKeysCannotHave(String text) {
    Field field = Field.of("k", PrimitiveType.DOUBLE);
    Object value = ValueText.parse(PrimitiveType.DOUBLE, text);

    assertThatThrownBy(() -> KeyValues.check(field, value))
        .isInstanceOf(InvalidInput.class)
        .hasMessage(
            "Key field k cannot be %s; NaN and -0.0 have no place in the order of keys", text);
  }

  @Test
  void shouldWriteBytesSoThatTheyAreNeverTakenForBase64() {
    assertThat(ValueText.format(PrimitiveType.BYTE_ARRAY, new byte[] {0x12, -1}))
        .isEqualTo("0x12ff");
  }

  private static Arguments timestamp(String text, String instant) {
    return Arguments.of(PrimitiveType.TIMESTAMP, text, Instant.parse(instant));
  }

  private static Arguments wrong(PrimitiveType type, String text, String message) {
    return Arguments.of(type, text, message);
  }
}
