package sleeper.core.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import sleeper.core.error.InvalidInput;
import sleeper.core.json.Json;

/**
 * The JSON of types.
 *
 * <pre>
 * P = "IntType" | "LongType" | "StringType" | "ByteArrayType"                           Sleeper's
 *   | "BooleanType" | "FloatType" | "DoubleType" | "TimestampType" | "DateType"         ours
 *   | {"DecimalType":{"precision":10,"scale":2}}
 * T = P | {"ListType":{"elementType":P}} | {"MapType":{"keyType":P,"valueType":P}}
 * </pre>
 */
final class TypeJson {

  private static final String DECIMAL = "DecimalType";
  private static final String LIST = "ListType";
  private static final String MAP = "MapType";

  private static final Map<String, PrimitiveType> PRIMITIVES = primitives();
  private static final String KNOWN =
      "known are " + String.join(", ", PRIMITIVES.keySet()) + ", DecimalType, ListType, MapType";

  private TypeJson() {}

  static JsonNode toNode(Type type) {
    if (type instanceof ListType list) {
      return wrap(LIST, Json.object().set("elementType", toNode(list.element())));
    }
    if (type instanceof MapType map) {
      ObjectNode node = Json.object();
      node.set("keyType", toNode(map.key()));
      node.set("valueType", toNode(map.value()));
      return wrap(MAP, node);
    }
    return primitiveToNode((PrimitiveType) type);
  }

  static Type read(String field, JsonNode node) {
    if (node.isObject() && node.size() == 1) {
      String name = node.fieldNames().next();
      JsonNode content = node.get(name);
      if (name.equals(LIST)) {
        return readList(field, content);
      }
      if (name.equals(MAP)) {
        return readMap(field, content);
      }
    }
    return readPrimitive(field, node);
  }

  private static Type readList(String field, JsonNode content) {
    Json.checkMembers("the list of " + field, content, Set.of("elementType"));
    return new ListType(readPart(field, content, "elementType"));
  }

  private static Type readMap(String field, JsonNode content) {
    Json.checkMembers("the map of " + field, content, Set.of("keyType", "valueType"));
    return new MapType(readPart(field, content, "keyType"), readPart(field, content, "valueType"));
  }

  private static PrimitiveType readPart(String field, JsonNode content, String member) {
    JsonNode part = content.path(member);
    if (part.isMissingNode()) {
      throw new InvalidInput("The type of %s has no \"%s\"".formatted(field, member));
    }
    if (part.has(LIST) || part.has(MAP)) {
      throw new InvalidInput(
          "The %s of %s is %s; lists and maps hold primitive types only"
              .formatted(member, field, Json.compact(part)));
    }
    return readPrimitive(field, part);
  }

  private static PrimitiveType readPrimitive(String field, JsonNode node) {
    if (node.isTextual() && PRIMITIVES.containsKey(node.textValue())) {
      return PRIMITIVES.get(node.textValue());
    }
    if (node.isObject() && node.size() == 1 && node.has(DECIMAL)) {
      return readDecimal(field, node.get(DECIMAL));
    }
    throw new InvalidInput(
        "The type of %s is unknown: %s; %s".formatted(field, Json.compact(node), KNOWN));
  }

  private static PrimitiveType readDecimal(String field, JsonNode content) {
    Json.checkMembers("the decimal of " + field, content, Set.of("precision", "scale"));
    JsonNode precision = content.path("precision");
    JsonNode scale = content.path("scale");
    if (!precision.isInt() || !(scale.isInt() || scale.isMissingNode())) {
      throw new InvalidInput(
          "The decimal of %s needs a whole number as \"precision\", and one as \"scale\": %s"
              .formatted(field, Json.compact(content)));
    }
    try {
      return PrimitiveType.decimal(precision.intValue(), scale.intValue());
    } catch (IllegalArgumentException e) {
      throw new InvalidInput("The type of " + field + " is wrong: " + e.getMessage(), e);
    }
  }

  private static JsonNode primitiveToNode(PrimitiveType type) {
    if (type.kind() == PrimitiveType.Kind.DECIMAL) {
      return wrap(
          DECIMAL, Json.object().put("precision", type.precision()).put("scale", type.scale()));
    }
    return TextNode.valueOf(nameOf(type));
  }

  private static String nameOf(PrimitiveType type) {
    return PRIMITIVES.entrySet().stream()
        .filter(entry -> entry.getValue().equals(type))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow();
  }

  private static JsonNode wrap(String name, JsonNode content) {
    return Json.object().set(name, content);
  }

  private static Map<String, PrimitiveType> primitives() {
    Map<String, PrimitiveType> types = new LinkedHashMap<>();
    types.put("IntType", PrimitiveType.INT);
    types.put("LongType", PrimitiveType.LONG);
    types.put("StringType", PrimitiveType.STRING);
    types.put("ByteArrayType", PrimitiveType.BYTE_ARRAY);
    types.put("BooleanType", PrimitiveType.BOOLEAN);
    types.put("FloatType", PrimitiveType.FLOAT);
    types.put("DoubleType", PrimitiveType.DOUBLE);
    types.put("TimestampType", PrimitiveType.TIMESTAMP);
    types.put("DateType", PrimitiveType.DATE);
    return types;
  }
}
