package sleeper.core.deployment;

import java.util.List;
import java.util.Map;
import java.util.Set;
import sleeper.core.error.InvalidInput;
import sleeper.core.error.NearestName;
import sleeper.core.partition.SplitPointTexts;
import sleeper.core.properties.InstanceProperties;
import sleeper.core.properties.Property;
import sleeper.core.properties.TableProperties;
import sleeper.core.properties.TableProperty;
import sleeper.core.schema.Schema;
import sleeper.core.table.TableNames;

/**
 * A table that a deployment makes if it is not there.
 *
 * @param name what users call it
 * @param schema its columns
 * @param splitPoints where its leaf partitions meet when it is made, as {@link SplitPointTexts} has
 *     them, strictly increasing; none for one partition
 * @param properties what is set for it, by name; neither its name, nor its id, nor its schema
 */
public record DeployedTable(
    String name, Schema schema, List<String> splitPoints, Map<String, String> properties) {

  private static final Set<String> GIVEN =
      Set.of(TableProperty.NAME.name(), TableProperty.ID.name(), TableProperty.SCHEMA.name());

  /**
   * A table that can be deployed.
   *
   * @throws InvalidInput in one sentence that names the table
   */
  public DeployedTable {
    splitPoints = List.copyOf(splitPoints);
    properties = Map.copyOf(properties);
    TableNames.check(name);
    try {
      SplitPointTexts.parse(schema.rowKeyFields().get(0), splitPoints);
      properties.keySet().forEach(DeployedTable::checkKnown);
      TableProperties.of(InstanceProperties.empty(), properties);
    } catch (InvalidInput e) {
      throw new InvalidInput("%s: table=%s".formatted(e.getMessage(), name), e);
    }
  }

  /** The split points as values of the first row key. */
  public List<Object> splitPointValues() {
    return SplitPointTexts.parse(schema.rowKeyFields().get(0), splitPoints);
  }

  private static void checkKnown(String property) {
    if (GIVEN.contains(property)) {
      throw new InvalidInput(
          "Property %s is set when the table is made; leave it out".formatted(property));
    }
    if (TableProperty.find(property).isEmpty()) {
      List<String> known = TableProperty.all().stream().map(Property::name).toList();
      throw new InvalidInput(
          "There is no table property %s%s"
              .formatted(
                  property,
                  NearestName.of(property, known)
                      .map(near -> "; did you mean " + near + "?")
                      .orElse("; docs/properties.md has them all")));
    }
  }
}
