package sleeper.statestore.dynamo.tracker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import sleeper.core.json.Json;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** JSON objects of texts, numbers, truth values and lists of these, as items. */
final class JsonItems {

  private JsonItems() {}

  /** An item with an attribute for each member. */
  static Map<String, AttributeValue> item(ObjectNode json) {
    Map<String, AttributeValue> item = new HashMap<>();
    json.fields().forEachRemaining(member -> item.put(member.getKey(), value(member.getValue())));
    return item;
  }

  /** An object with a member for each attribute; those of other kinds are null. */
  static ObjectNode json(Map<String, AttributeValue> item) {
    ObjectNode json = Json.object();
    item.forEach((name, value) -> json.set(name, node(value)));
    return json;
  }

  private static AttributeValue value(JsonNode node) {
    if (node.isArray()) {
      List<AttributeValue> values = new ArrayList<>();
      node.forEach(element -> values.add(value(element)));
      return AttributeValue.fromL(values);
    } else if (node.isBoolean()) {
      return AttributeValue.fromBool(node.booleanValue());
    }
    return node.isNumber()
        ? AttributeValue.fromN(node.asText())
        : AttributeValue.fromS(node.textValue());
  }

  private static JsonNode node(AttributeValue value) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    return switch (value.type()) {
      case S -> nodes.textNode(value.s());
      case N -> nodes.numberNode(new BigDecimal(value.n()));
      case BOOL -> nodes.booleanNode(value.bool());
      case L -> {
        ArrayNode list = nodes.arrayNode();
        value.l().forEach(element -> list.add(node(element)));
        yield list;
      }
      case B, BS, M, NS, NUL, SS, UNKNOWN_TO_SDK_VERSION -> nodes.nullNode();
    };
  }
}
