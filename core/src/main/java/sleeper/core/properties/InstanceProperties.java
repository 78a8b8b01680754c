package sleeper.core.properties;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Supplier;
import sleeper.core.error.InvalidInput;

/**
 * The settings of an instance: those of {@link InstanceProperty} and {@link AwsProperty}, defaults
 * for its tables, and what else its file holds. Immutable.
 */
public final class InstanceProperties {

  private final PropertyMap values;

  private InstanceProperties(PropertyMap values) {
    this.values = values;
  }

  /** Nothing set: every property has its default. */
  public static InstanceProperties empty() {
    return of(Map.of());
  }

  /**
   * These settings, by name.
   *
   * @throws InvalidInput naming a property whose value is not allowed
   */
  public static InstanceProperties of(Map<String, String> values) {
    InstanceProperties properties = new InstanceProperties(new PropertyMap(values));
    properties.validate();
    return properties;
  }

  /**
   * Reads the text of a properties file.
   *
   * @throws InvalidInput naming a property whose value is not allowed
   */
  public static InstanceProperties parse(String text) {
    return of(PropertiesText.parse(text));
  }

  /**
   * The value of a property, or its default.
   *
   * @throws InvalidInput if it has neither
   */
  public <T> T get(Property<T> property) {
    return find(property).orElseThrow(notSet(property));
  }

  /** The value of a property, or its default if there is one. */
  public <T> Optional<T> find(Property<T> property) {
    Optional<String> text = values.find(property.name());
    return text.isPresent() ? text.map(property::parse) : property.defaultValue();
  }

  /** The same settings with one more or another. */
  public <T> InstanceProperties with(Property<T> property, T value) {
    return withText(property.name(), property.type().format(value));
  }

  /**
   * The same settings with one more or another, by its name.
   *
   * @throws InvalidInput if the name is a property's and the value is not allowed
   */
  public InstanceProperties withText(String name, String value) {
    return of(values.with(name, value).asMap());
  }

  /** What was set, by name; no defaults. */
  public SortedMap<String, String> asMap() {
    return values.asMap();
  }

  /** The text of a properties file. */
  public String toText() {
    return PropertiesText.format(asMap());
  }

  /** What was set under a name, if it is not empty. */
  Optional<String> findText(String name) {
    return values.find(name);
  }

  static Supplier<InvalidInput> notSet(Property<?> property) {
    return () -> new InvalidInput("Property " + property.name() + " is not set");
  }

  private void validate() {
    InstanceProperty.all().forEach(this::find);
    AwsProperty.all().forEach(this::find);
    for (Property<?> property : TableProperty.all()) {
      String name = TableProperty.instanceDefaultName(property);
      values.find(name).ifPresent(text -> property.parse(name, text));
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof InstanceProperties that && values.equals(that.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  /** The names only: a value may be a secret. */
  @Override
  public String toString() {
    return "InstanceProperties" + asMap().keySet();
  }
}
