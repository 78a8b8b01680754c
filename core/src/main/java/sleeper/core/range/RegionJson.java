package sleeper.core.range;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import sleeper.core.error.InvalidInput;
import sleeper.core.json.Json;
import sleeper.core.order.ValueBounds;
import sleeper.core.schema.Field;
import sleeper.core.schema.PrimitiveType;
import sleeper.core.schema.Schema;

/**
 * The JSON of regions, as Sleeper has it in transactions and queries.
 *
 * <pre>
 * {"rowKey":{"min":v,"minInclusive":true,"max":v,"maxInclusive":false},...,"stringsBase64Encoded":true}
 * </pre>
 *
 * <p>Written are canonical ranges only (minimum inclusive, maximum exclusive), which mean the same
 * to every reader. In memory an unbounded minimum is null; in JSON it is the type's least value,
 * since Sleeper needs one. An unbounded maximum is left out, and null is read as well. Row keys
 * that are left out are unbounded, and strings are base64 unless the flag says false.
 */
public final class RegionJson {

  private static final String STRINGS_BASE64 = "stringsBase64Encoded";
  private static final Set<String> RANGE_MEMBERS =
      Set.of("min", "minInclusive", "max", "maxInclusive");

  private RegionJson() {}

  /** The region as a JSON tree, in canonical ranges. */
  public static ObjectNode toNode(Region region) {
    ObjectNode node = Json.object();
    for (Range range : region.canonical().ranges()) {
      node.set(range.field().name(), rangeToNode(range));
    }
    return node.put(STRINGS_BASE64, true);
  }

  /**
   * Reads a region.
   *
   * @throws InvalidInput naming the row key and what is wrong with its range
   */
  public static Region parse(Schema schema, String json) {
    return read(schema, Json.parse("region", json));
  }

  /**
   * Reads a region from a JSON tree.
   *
   * @throws InvalidInput naming the row key and what is wrong with its range
   */
  public static Region read(Schema schema, JsonNode node) {
    if (!node.isObject()) {
      throw new InvalidInput("A region is a JSON object with a range for each row key: " + node);
    }
    checkMembers(schema, node);
    BoundJson.StringForm stringForm =
        readFlag("The region", node, STRINGS_BASE64, true)
            ? BoundJson.StringForm.BASE64
            : BoundJson.StringForm.PLAIN;
    List<Range> ranges = new ArrayList<>();
    for (Field field : schema.rowKeyFields()) {
      JsonNode range = node.path(field.name());
      ranges.add(range.isMissingNode() ? Range.all(field) : readRange(field, range, stringForm));
    }
    return new Region(ranges);
  }

  private static void checkMembers(Schema schema, JsonNode node) {
    Set<String> allowed = new HashSet<>();
    schema.rowKeyFields().forEach(field -> allowed.add(field.name()));
    allowed.add(STRINGS_BASE64);
    Json.checkMembers("the region", node, allowed);
  }

  private static ObjectNode rangeToNode(Range range) {
    PrimitiveType type = range.field().primitiveType();
    Object min = range.min() == null ? ValueBounds.minimum(type) : range.min();
    ObjectNode node = Json.object();
    node.set("min", BoundJson.toNode(type, min));
    node.put("minInclusive", true);
    if (range.max() != null) {
      node.set("max", BoundJson.toNode(type, range.max()));
    }
    return node.put("maxInclusive", false);
  }

  private static Range readRange(Field field, JsonNode node, BoundJson.StringForm stringForm) {
    String what = "The range of row key " + field.name();
    if (!node.isObject() || !node.hasNonNull("min")) {
      throw new InvalidInput(what + " needs a \"min\": " + node);
    }
    Json.checkMembers("the range of row key " + field.name(), node, RANGE_MEMBERS);
    Object min = BoundJson.read(field, node.get("min"), stringForm);
    boolean minInclusive = readFlag(what, node, "minInclusive", true);
    boolean unbounded = minInclusive && ValueBounds.isMinimum(field.primitiveType(), min);
    return new Range(
        field,
        unbounded ? null : min,
        minInclusive,
        readMax(field, node.path("max"), stringForm),
        readFlag(what, node, "maxInclusive", false));
  }

  private static @Nullable Object readMax(
      Field field, JsonNode max, BoundJson.StringForm stringForm) {
    return max.isMissingNode() || max.isNull() ? null : BoundJson.read(field, max, stringForm);
  }

  private static boolean readFlag(
      String what, JsonNode node, String member, boolean valueIfAbsent) {
    JsonNode flag = node.path(member);
    if (flag.isMissingNode()) {
      return valueIfAbsent;
    }
    if (!flag.isBoolean()) {
      throw new InvalidInput(
          "%s has a \"%s\" that is not true or false: %s".formatted(what, member, flag));
    }
    return flag.booleanValue();
  }
}
