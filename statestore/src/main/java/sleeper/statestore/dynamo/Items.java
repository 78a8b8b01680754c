package sleeper.statestore.dynamo;

import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import sleeper.core.error.CorruptData;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Items of DynamoDB as Java values. */
public final class Items {

  private Items() {}

  /** A text. */
  public static AttributeValue text(String value) {
    return AttributeValue.fromS(value);
  }

  /** A whole number. */
  public static AttributeValue number(long value) {
    return AttributeValue.fromN(Long.toString(value));
  }

  /** A time in milliseconds since 1970. */
  public static AttributeValue millis(Instant time) {
    return number(time.toEpochMilli());
  }

  /** A copy to add attributes to. */
  public static Map<String, AttributeValue> copyOf(Map<String, AttributeValue> item) {
    return new HashMap<>(item);
  }

  /** The text of an attribute, if the item has it. */
  public static Optional<String> findText(Map<String, AttributeValue> item, String name) {
    return Optional.ofNullable(item.get(name)).map(AttributeValue::s);
  }

  /**
   * The text of an attribute.
   *
   * @throws UncheckedIOException if the item has no such text
   */
  public static String text(Map<String, AttributeValue> item, String name) {
    return findText(item, name).orElseThrow(() -> broken(item, name, "text"));
  }

  /**
   * The number of an attribute.
   *
   * @throws UncheckedIOException if the item has no such whole number
   */
  public static long number(Map<String, AttributeValue> item, String name) {
    AttributeValue value = item.get(name);
    if (value == null || value.n() == null) {
      throw broken(item, name, "number");
    }
    try {
      return Long.parseLong(value.n());
    } catch (NumberFormatException e) {
      throw broken(item, name, "whole number");
    }
  }

  /**
   * The time of an attribute in milliseconds.
   *
   * @throws UncheckedIOException if the item has no such number
   */
  public static Instant time(Map<String, AttributeValue> item, String name) {
    return Instant.ofEpochMilli(number(item, name));
  }

  private static UncheckedIOException broken(
      Map<String, AttributeValue> item, String name, String what) {
    return new UncheckedIOException(
        new CorruptData(
            "An item of the state store has no %s %s; it has %s"
                .formatted(what, name, item.keySet().stream().sorted().toList())));
  }
}
