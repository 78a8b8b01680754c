package sleeper.parquet.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import sleeper.core.error.InvalidInput;
import sleeper.core.schema.ListType;
import sleeper.core.schema.MapType;
import sleeper.core.schema.PrimitiveType;
import sleeper.core.schema.Schema;

class ParquetSchemasTest {

  private static final Schema EVERY_TYPE =
      Schema.builder()
          .rowKey("key", PrimitiveType.STRING)
          .sortKey("time", PrimitiveType.TIMESTAMP)
          .value("int", PrimitiveType.INT)
          .nullableValue("long", PrimitiveType.LONG)
          .value("bytes", PrimitiveType.BYTE_ARRAY)
          .value("flag", PrimitiveType.BOOLEAN)
          .value("float", PrimitiveType.FLOAT)
          .nullableValue("double", PrimitiveType.DOUBLE)
          .value("day", PrimitiveType.DATE)
          .value("price", PrimitiveType.decimal(18, 2))
          .value("big", PrimitiveType.decimal(38, 10))
          .value("list", new ListType(PrimitiveType.LONG))
          .nullableValue("map", new MapType(PrimitiveType.STRING, PrimitiveType.INT))
          .build();

  private static final MessageType EVERY_TYPE_IN_PARQUET =
      MessageTypeParser.parseMessageType(
          """
          message record {
            required binary key (STRING);
            required int64 time (TIMESTAMP(NANOS,true));
            required int32 int;
            optional int64 long;
            required binary bytes;
            required boolean flag;
            required float float columnorder(TYPE_DEFINED_ORDER);
            optional double double columnorder(TYPE_DEFINED_ORDER);
            required int32 day (DATE);
            required int64 price (DECIMAL(18,2));
            required fixed_len_byte_array(16) big (DECIMAL(38,10));
            required group list (LIST) { repeated group list { required int64 list; } }
            optional group map (MAP) {
              repeated group key_value {
                required binary key (STRING);
                required int32 value;
              }
            }
          }
          """);

  @Test
  void shouldDeclareEveryTypeAsSleeperDoes() {
    assertThat(ParquetSchemas.of(EVERY_TYPE)).isEqualTo(EVERY_TYPE_IN_PARQUET);
  }

  @Test
  void shouldInferTheSchemaThatAFileWasWrittenWith() {
    assertThat(ParquetSchemas.infer(EVERY_TYPE_IN_PARQUET, List.of("key"), List.of("time")))
        .isEqualTo(EVERY_TYPE);
    assertThat(ParquetSchemas.unmapped(EVERY_TYPE_IN_PARQUET)).isEmpty();
  }

  @Test
  void shouldLeaveOutColumnsThatATableCannotHoldAndSaySo() {
    MessageType message =
        MessageTypeParser.parseMessageType(
            """
            message other {
              required int32 key;
              optional group struct { required int32 a; optional binary b (STRING); }
              required int32 time (TIME(MILLIS,true));
            }
            """);

    assertThat(ParquetSchemas.infer(message, List.of("key"), List.of()))
        .isEqualTo(Schema.builder().rowKey("key", PrimitiveType.INT).build());
    assertThat(ParquetSchemas.unmapped(message))
        .containsExactly(
            "Column struct is a group {int32 a, binary STRING b}, which has no type in a table",
            "Column time is a int32 TIME(MILLIS,true), which has no type in a table");
  }

  @Test
  void shouldUnderstandEveryLayoutOfLists() {
    MessageType message =
        MessageTypeParser.parseMessageType(
            """
            message other {
              required int32 key;
              repeated int32 bare;
              required group two (LIST) { repeated int32 element; }
              optional group three (LIST) { repeated group bag { optional int32 array_element; } }
              required group struct (LIST) { repeated group array { required int32 x; } }
            }
            """);

    assertThat(ParquetSchemas.infer(message, List.of("key"), List.of()))
        .isEqualTo(
            Schema.builder()
                .rowKey("key", PrimitiveType.INT)
                .value("bare", new ListType(PrimitiveType.INT))
                .value("two", new ListType(PrimitiveType.INT))
                .nullableValue("three", new ListType(PrimitiveType.INT))
                .build());
  }

  @Test
  void shouldRefuseAKeyThatIsMissingOrNotSingle() {
    MessageType message =
        MessageTypeParser.parseMessageType("message m { required int32 a; repeated int32 b; }");

    assertThatThrownBy(() -> ParquetSchemas.infer(message, List.of("c"), List.of()))
        .isInstanceOf(InvalidInput.class)
        .hasMessage("Key column c is not in the file; it has [a, b]");
    assertThatThrownBy(() -> ParquetSchemas.infer(message, List.of("b"), List.of()))
        .isInstanceOf(InvalidInput.class)
        .hasMessage("Column b cannot be a key: it is a int32");
  }
}
