package sleeper.core.properties;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import sleeper.core.error.InvalidInput;
import sleeper.core.schema.Schema;

/**
 * The settings of a table: what was set for it, else the instance's default for tables, else the
 * property's own default. Immutable.
 */
public final class TableProperties {

  private final InstanceProperties instance;
  private final PropertyMap values;

  private TableProperties(InstanceProperties instance, PropertyMap values) {
    this.instance = instance;
    this.values = values;
  }

  /** Nothing set for the table. */
  public static TableProperties empty(InstanceProperties instance) {
    return of(instance, Map.of());
  }

  /**
   * These settings of a table, by name.
   *
   * @throws InvalidInput naming a property whose value is not allowed
   */
  public static TableProperties of(InstanceProperties instance, Map<String, String> values) {
    TableProperties properties = new TableProperties(instance, new PropertyMap(values));
    TableProperty.all().forEach(properties::find);
    return properties;
  }

  /**
   * Reads the text of a table's properties file.
   *
   * @throws InvalidInput naming a property whose value is not allowed
   */
  public static TableProperties parse(InstanceProperties instance, String text) {
    return of(instance, PropertiesText.parse(text));
  }

  /**
   * The value of a property, or its default.
   *
   * @throws InvalidInput if it has neither
   */
  public <T> T get(Property<T> property) {
    return find(property).orElseThrow(InstanceProperties.notSet(property));
  }

  /** The value of a property, or its default if there is one. */
  public <T> Optional<T> find(Property<T> property) {
    Optional<String> own = values.find(property.name());
    if (own.isPresent()) {
      return own.map(property::parse);
    }
    String defaultName = TableProperty.instanceDefaultName(property);
    Optional<String> ofInstance = instance.findText(defaultName);
    return ofInstance.isPresent()
        ? ofInstance.map(text -> property.parse(defaultName, text))
        : property.defaultValue();
  }

  /** The table's columns. */
  public Schema schema() {
    return get(TableProperty.SCHEMA);
  }

  /** The settings of the table's instance. */
  public InstanceProperties instance() {
    return instance;
  }

  /** The same settings with one more or another. */
  public <T> TableProperties with(Property<T> property, T value) {
    return withText(property.name(), property.type().format(value));
  }

  /**
   * The same settings with one more or another, by its name.
   *
   * @throws InvalidInput if the name is a property's and the value is not allowed
   */
  public TableProperties withText(String name, String value) {
    return of(instance, values.with(name, value).asMap());
  }

  /** What was set for the table, by name; no defaults. */
  public SortedMap<String, String> asMap() {
    return values.asMap();
  }

  /** The text of a properties file. */
  public String toText() {
    return PropertiesText.format(asMap());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TableProperties that
        && values.equals(that.values)
        && instance.equals(that.instance);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  /** The names only: a value may be a secret. */
  @Override
  public String toString() {
    return "TableProperties" + asMap().keySet();
  }
}
