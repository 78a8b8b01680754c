package sleeper.query.output;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import sleeper.core.schema.ListType;
import sleeper.core.schema.MapType;
import sleeper.core.schema.PrimitiveType;
import sleeper.core.schema.Type;

/**
 * Values as JSON.
 *
 * <p>Numbers and decimals are exact JSON numbers; NaN and the infinities, for which JSON has none,
 * are the strings {@code "NaN"}, {@code "Infinity"} and {@code "-Infinity"}. Timestamps are
 * ISO-8601 in UTC with as many digits as they need, up to nanoseconds; dates are ISO-8601; byte
 * arrays are base64. A list is an array. A map with strings for keys is an object, any other map an
 * array of {@code {"key":…,"value":…}}.
 */
final class JsonValues {

  private JsonValues() {}

  static void write(JsonGenerator json, Type type, @Nullable Object value) throws IOException {
    if (value == null) {
      json.writeNull();
    } else if (type instanceof ListType list) {
      writeList(json, list, (List<?>) value);
    } else if (type instanceof MapType map) {
      writeMap(json, map, (Map<?, ?>) value);
    } else {
      writePrimitive(json, (PrimitiveType) type, value);
    }
  }

  private static void writeList(JsonGenerator json, ListType type, List<?> values)
      throws IOException {
    json.writeStartArray();
    for (Object value : values) {
      writePrimitive(json, type.element(), value);
    }
    json.writeEndArray();
  }

  private static void writeMap(JsonGenerator json, MapType type, Map<?, ?> values)
      throws IOException {
    if (type.key().equals(PrimitiveType.STRING)) {
      json.writeStartObject();
      for (Map.Entry<?, ?> entry : values.entrySet()) {
        json.writeFieldName((String) entry.getKey());
        writePrimitive(json, type.value(), entry.getValue());
      }
      json.writeEndObject();
      return;
    }
    json.writeStartArray();
    for (Map.Entry<?, ?> entry : values.entrySet()) {
      json.writeStartObject();
      json.writeFieldName("key");
      writePrimitive(json, type.key(), entry.getKey());
      json.writeFieldName("value");
      writePrimitive(json, type.value(), entry.getValue());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void writePrimitive(JsonGenerator json, PrimitiveType type, Object value)
      throws IOException {
    switch (type.kind()) {
      case INT -> json.writeNumber((Integer) value);
      case LONG -> json.writeNumber((Long) value);
      case STRING -> json.writeString((String) value);
      case BYTE_ARRAY -> json.writeBinary((byte[]) value);
      case BOOLEAN -> json.writeBoolean((Boolean) value);
      case FLOAT -> json.writeNumber((Float) value);
      case DOUBLE -> json.writeNumber((Double) value);
      case TIMESTAMP, DATE -> json.writeString(value.toString());
      case DECIMAL -> json.writeNumber((BigDecimal) value);
    }
  }
}
