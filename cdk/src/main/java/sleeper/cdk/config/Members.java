package sleeper.cdk.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import sleeper.core.error.InvalidInput;
import sleeper.core.error.NearestName;
import sleeper.core.json.Json;
import sleeper.core.properties.ByteSize;

/**
 * The members of an object of the configuration.
 *
 * @param name what the object is, for messages
 * @param object an object
 */
record Members(String name, JsonNode object) {

  /**
   * The members of a value.
   *
   * @throws InvalidInput if it is no object, or has a member that is not allowed
   */
  static Members of(String name, JsonNode value, Set<String> allowed) {
    if (!value.isObject()) {
      throw new InvalidInput("%s is a JSON object, not %s".formatted(name, Json.compact(value)));
    }
    for (Map.Entry<String, JsonNode> member : value.properties()) {
      if (!allowed.contains(member.getKey())) {
        throw new InvalidInput(
            "There is no member \"%s\" in %s%s; it may have %s"
                .formatted(
                    member.getKey(),
                    name,
                    NearestName.of(member.getKey(), allowed)
                        .map(", but \"%s\""::formatted)
                        .orElse(""),
                    String.join(", ", allowed.stream().sorted().toList())));
      }
    }
    return new Members(name, value);
  }

  /** Whether there is such a member. */
  boolean has(String member) {
    return object.has(member);
  }

  /** A member as it is. */
  JsonNode node(String member) {
    return object.path(member);
  }

  /** The members of an object that is a member; none if it is not there. */
  Members members(String member, Set<String> allowed) {
    JsonNode value = has(member) ? node(member) : Json.object();
    return of("\"" + member + "\"", value, allowed);
  }

  /** A text that has to be there. */
  String text(String member, String otherwise) {
    return optionalText(member)
        .orElseThrow(
            () -> new InvalidInput("%s has no \"%s\"; %s".formatted(name, member, otherwise)));
  }

  /** A text that may be left out. */
  Optional<String> optionalText(String member) {
    if (!has(member)) {
      return Optional.empty();
    }
    if (!node(member).isTextual() || node(member).textValue().isBlank()) {
      throw refused(member, "a text");
    }
    return Optional.of(node(member).textValue());
  }

  /** A whole number. */
  int wholeNumber(String member, int otherwise) {
    if (!has(member)) {
      return otherwise;
    }
    if (!node(member).isIntegralNumber() || !node(member).canConvertToInt()) {
      throw refused(member, "a whole number");
    }
    return node(member).intValue();
  }

  /** True or false. */
  boolean isTrue(String member) {
    if (has(member) && !node(member).isBoolean()) {
      throw refused(member, "true or false");
    }
    return node(member).booleanValue();
  }

  /** A size such as 4G. */
  ByteSize size(String member, ByteSize otherwise) {
    try {
      return optionalText(member).map(ByteSize::parse).orElse(otherwise);
    } catch (InvalidInput e) {
      throw new InvalidInput("\"%s\" of %s: %s".formatted(member, name, e.getMessage()), e);
    }
  }

  /** A list of texts; none if it is not there. */
  List<String> texts(String member) {
    List<String> texts = new ArrayList<>();
    for (JsonNode each : list(member)) {
      if (!each.isTextual() || each.textValue().isBlank()) {
        throw refused(member, "a list of texts");
      }
      texts.add(each.textValue());
    }
    return texts;
  }

  /** A list of anything; none if it is not there. */
  List<JsonNode> list(String member) {
    if (has(member) && !node(member).isArray()) {
      throw refused(member, "a list");
    }
    List<JsonNode> list = new ArrayList<>();
    node(member).forEach(list::add);
    return list;
  }

  /** Texts by name, where numbers and truth values are texts too; none if it is not there. */
  Map<String, String> textsByName(String member) {
    if (has(member) && !node(member).isObject()) {
      throw refused(member, "an object of texts");
    }
    Map<String, String> texts = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> each : node(member).properties()) {
      if (!each.getValue().isValueNode() || each.getValue().isNull()) {
        throw refused(member, "an object of texts");
      }
      texts.put(each.getKey(), each.getValue().asText());
    }
    return texts;
  }

  private InvalidInput refused(String member, String allowed) {
    return new InvalidInput(
        "\"%s\" of %s is %s; it must be %s"
            .formatted(member, name, Json.compact(node(member)), allowed));
  }
}
