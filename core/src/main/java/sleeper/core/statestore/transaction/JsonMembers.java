package sleeper.core.statestore.transaction;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sleeper.core.error.CorruptData;

/** Takes members out of JSON objects, or says which one is missing or wrong. */
final class JsonMembers {

  /** Reads one element of a list. */
  interface Reader<T> {
    T read(JsonNode node) throws CorruptData;
  }

  private JsonMembers() {}

  static String text(JsonNode object, String name) throws CorruptData {
    String text = optionalText(object, name);
    if (text == null) {
      throw new CorruptData("The member is missing: member=" + name);
    }
    return text;
  }

  static @Nullable String optionalText(JsonNode object, String name) throws CorruptData {
    JsonNode value = object.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isTextual()) {
      throw new CorruptData("The member is not a string: member=%s".formatted(name));
    }
    return value.textValue();
  }

  static long wholeNumber(JsonNode object, String name) throws CorruptData {
    JsonNode value = object.path(name);
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw new CorruptData("The member is not a whole number: member=" + name);
    }
    return value.longValue();
  }

  static JsonNode list(JsonNode object, String name) throws CorruptData {
    JsonNode value = object.path(name);
    if (!value.isArray()) {
      throw new CorruptData("The member is not a list: member=" + name);
    }
    return value;
  }

  static <T> List<T> map(JsonNode list, Reader<T> reader) throws CorruptData {
    List<T> values = new ArrayList<>(list.size());
    for (JsonNode node : list) {
      values.add(reader.read(node));
    }
    return values;
  }

  static List<String> texts(JsonNode object, String name) throws CorruptData {
    return map(
        list(object, name),
        node -> {
          if (!node.isTextual()) {
            throw new CorruptData("The list has an element that is no string: member=" + name);
          }
          return node.textValue();
        });
  }
}
