package sleeper.deployment.instance;

import java.util.List;
import sleeper.core.deployment.DeployedTable;
import sleeper.core.error.InvalidInput;
import sleeper.core.partition.SplitPointTexts;
import sleeper.core.schema.Field;
import sleeper.core.schema.Schema;

/**
 * A table that is there, with what cannot be changed of it.
 *
 * @param name its name
 * @param schema its columns
 * @param splitPoints those that it was made with
 */
record ExistingTable(String name, Schema schema, List<Object> splitPoints) {

  /**
   * Partitions may have been split since, and their files lie in them.
   *
   * @throws InvalidInput if a deployment asks for others than the table was made with
   */
  void checkSplitPoints(DeployedTable deployed) {
    Field rowKey = deployed.schema().field(0);
    if (!rowKey.type().equals(schema.field(0).type())) {
      throw otherColumns();
    }
    List<String> wanted = SplitPointTexts.format(rowKey, deployed.splitPointValues());
    List<String> there = SplitPointTexts.format(rowKey, splitPoints);
    if (!wanted.equals(there)) {
      throw new InvalidInput(
          "Table %s was made with %s and cannot be split at %s, as its rows lie in the partitions that it has; deploy it as it was made, or a new table"
              .formatted(name, text(there), text(wanted)));
    }
  }

  /**
   * The columns that a deployment adds. Columns that somebody has added by hand stay.
   *
   * @throws InvalidInput if it would change or remove a column
   */
  List<Field> newColumns(DeployedTable deployed) {
    List<Field> there = schema.fields();
    List<Field> wanted = deployed.schema().fields();
    boolean hasEqualKeys =
        schema.rowKeyFields().equals(deployed.schema().rowKeyFields())
            && schema.sortKeyFields().equals(deployed.schema().sortKeyFields());
    int common = Math.min(there.size(), wanted.size());
    if (!hasEqualKeys || !there.subList(0, common).equals(wanted.subList(0, common))) {
      throw otherColumns();
    }
    if (!there.subList(common, there.size()).stream().allMatch(Field::nullable)) {
      throw otherColumns();
    }
    List<Field> added = wanted.subList(common, wanted.size());
    for (Field column : added) {
      if (!column.nullable()) {
        throw new InvalidInput(
            "Column %s of table %s must be nullable, because the rows that are there have no value of it"
                .formatted(column.name(), name));
      }
    }
    return added;
  }

  private InvalidInput otherColumns() {
    return new InvalidInput(
        "Table %s has other columns: %s; the only change that keeps its rows is to add nullable value columns behind all others, so deploy its schema as it is, or a new table"
            .formatted(name, schema));
  }

  private static String text(List<String> points) {
    if (points.isEmpty()) {
      return "no split points";
    }
    return points.size() > 5
        ? "%d split points (%s, ...)"
            .formatted(points.size(), String.join(", ", points.subList(0, 5)))
        : "split points " + String.join(", ", points);
  }
}
