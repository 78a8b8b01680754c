package sleeper.core.deployment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import sleeper.core.error.InvalidInput;
import sleeper.core.error.NearestName;
import sleeper.core.properties.AwsProperty;
import sleeper.core.properties.InstanceProperties;
import sleeper.core.properties.InstanceProperty;
import sleeper.core.properties.Property;
import sleeper.core.properties.TableProperty;

/** What a deployment may and must set for an instance. */
public final class DeployedProperties {

  /** Without them nobody would find the instance, or take it for Sleeper's. */
  private static final List<Property<?>> REQUIRED =
      List.of(
          InstanceProperty.ID,
          AwsProperty.ACCOUNT,
          AwsProperty.REGION,
          AwsProperty.CONFIG_BUCKET,
          AwsProperty.DATA_BUCKET,
          AwsProperty.SHARED);

  private DeployedProperties() {}

  /**
   * Checks what a deployment sets, by name.
   *
   * @throws InvalidInput naming a property that is not known, has a value that is not allowed, or
   *     is missing
   */
  public static InstanceProperties check(Map<String, String> values) {
    List<String> known = knownNames();
    new TreeMap<>(values).keySet().forEach(name -> checkKnown(name, known));
    InstanceProperties properties = InstanceProperties.of(values);
    for (Property<?> property : REQUIRED) {
      if (values.getOrDefault(property.name(), "").isBlank()) {
        throw new InvalidInput(
            "Property %s is not set; a deployment has to name it".formatted(property.name()));
      }
    }
    if (properties.get(AwsProperty.SHARED) || properties.get(AwsProperty.MADE_BY_COMMAND)) {
      throw new InvalidInput(
          "A deployed instance is neither shared with Sleeper nor made by a command; set %s to false and leave %s out"
              .formatted(AwsProperty.SHARED.name(), AwsProperty.MADE_BY_COMMAND.name()));
    }
    return properties;
  }

  private static void checkKnown(String name, List<String> known) {
    if (!known.contains(name)) {
      throw new InvalidInput(
          "There is no instance property %s; %s"
              .formatted(
                  name,
                  NearestName.of(name, known)
                      .map(near -> "did you mean " + near + "?")
                      .orElse("docs/properties.md has them all")));
    }
  }

  private static List<String> knownNames() {
    List<String> names = new ArrayList<>();
    InstanceProperty.all().forEach(property -> names.add(property.name()));
    AwsProperty.all().forEach(property -> names.add(property.name()));
    TableProperty.all().forEach(property -> names.add(TableProperty.instanceDefaultName(property)));
    return names;
  }
}
