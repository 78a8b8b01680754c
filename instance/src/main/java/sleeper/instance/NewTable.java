package sleeper.instance;

import java.util.List;
import java.util.Map;
import sleeper.core.schema.Schema;

/**
 * What a table is to be made of.
 *
 * @param name its name, which no other table has
 * @param schema its columns
 * @param splitPoints values of the first row key at which its leaf partitions meet, strictly
 *     increasing; none for a table of one partition
 * @param properties what to set for it, by Sleeper's names of table properties
 */
public record NewTable(
    String name, Schema schema, List<Object> splitPoints, Map<String, String> properties) {

  public NewTable {
    splitPoints = List.copyOf(splitPoints);
    properties = Map.copyOf(properties);
  }

  /** A table with one partition and default properties. */
  public static NewTable named(String name, Schema schema) {
    return new NewTable(name, schema, List.of(), Map.of());
  }

  /** The same with leaf partitions that meet at these values of the first row key. */
  public NewTable withSplitPoints(List<?> points) {
    return new NewTable(name, schema, List.copyOf(points), properties);
  }

  /** The same with these properties. */
  public NewTable withProperties(Map<String, String> values) {
    return new NewTable(name, schema, splitPoints, values);
  }
}
