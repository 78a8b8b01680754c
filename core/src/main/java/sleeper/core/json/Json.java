package sleeper.core.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.Set;
import sleeper.core.error.InvalidInput;

/** Reads and writes JSON trees strictly: no duplicate members, nothing after the end. */
public final class Json {

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private Json() {}

  /** The mapper behind this class, for streaming many values. Thread-safe; not to be configured. */
  public static ObjectMapper mapper() {
    return MAPPER;
  }

  /** A JSON object with no members yet. */
  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /**
   * Reads a text that is one JSON value.
   *
   * @param what what the text should be, for the message: "schema", "region"
   * @throws InvalidInput with line and column if it is not JSON
   */
  public static JsonNode parse(String what, String text) {
    try {
      JsonNode node = MAPPER.readTree(text);
      if (node.isMissingNode()) {
        throw new InvalidInput("The " + what + " is empty; JSON was expected");
      }
      return node;
    } catch (JsonProcessingException e) {
      throw new InvalidInput("The " + what + " is not valid JSON" + place(e), e);
    }
  }

  /** The value on one line, without spaces. */
  public static String compact(JsonNode node) {
    try {
      return MAPPER.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A JSON tree could not be written", e);
    }
  }

  /** The value indented, for people to read. */
  public static String pretty(JsonNode node) {
    return node.toPrettyString();
  }

  /**
   * Refuses members of an object that nothing would read, which are most often misspelt.
   *
   * @param what what the object is, for the message
   * @throws InvalidInput naming the first such member
   */
  public static void checkMembers(String what, JsonNode object, Set<String> allowed) {
    Iterator<String> names = object.fieldNames();
    while (names.hasNext()) {
      String name = names.next();
      if (!allowed.contains(name)) {
        throw new InvalidInput(
            "Unknown member \"%s\" in %s; allowed are %s"
                .formatted(name, what, allowed.stream().sorted().toList()));
      }
    }
  }

  private static String place(JsonProcessingException e) {
    return e.getLocation() == null
        ? ": " + e.getOriginalMessage()
        : " (line %d, column %d): %s"
            .formatted(
                e.getLocation().getLineNr(), e.getLocation().getColumnNr(), e.getOriginalMessage());
  }
}
