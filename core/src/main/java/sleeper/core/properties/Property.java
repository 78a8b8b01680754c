package sleeper.core.properties;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sleeper.core.error.InvalidInput;

/**
 * A setting. {@link InstanceProperty} and {@link TableProperty} have them all.
 *
 * @param <T> the Java class of its values
 * @param name its name in files and on command lines
 * @param type how its values are written
 * @param defaultText its value where none is set, or null if there is none
 * @param description what it does, in a sentence for users
 */
public record Property<T>(
    String name, PropertyType<T> type, @Nullable String defaultText, String description) {

  /** The value where none is set, if there is one. */
  public Optional<T> defaultValue() {
    return Optional.ofNullable(defaultText).map(this::parse);
  }

  /**
   * Reads a value of this property.
   *
   * @throws InvalidInput naming the property, the value and what is allowed
   */
  public T parse(String text) {
    return parse(name, text);
  }

  /** Reads a value that was set under another name, as defaults for tables are. */
  T parse(String setAs, String text) {
    try {
      return type.parse(text.strip());
    } catch (IllegalArgumentException | InvalidInput e) {
      throw new InvalidInput(
          "Property %s is \"%s\"; it must be %s%s"
              .formatted(setAs, text, type.allowed(), reason(e)),
          e);
    }
  }

  private static String reason(RuntimeException e) {
    return e instanceof InvalidInput ? ": " + e.getMessage() : "";
  }
}
