package sleeper.instance;

import sleeper.core.error.InvalidInput;
import sleeper.core.partition.PartitionTree;
import sleeper.core.partition.SleeperOrder;
import sleeper.core.schema.Schema;

/** What a table of an instance must not have where Sleeper's own code reads and writes it too. */
final class SharedInstance {

  private SharedInstance() {}

  /**
   * Checks a table that is to be made.
   *
   * @throws InvalidInput if Sleeper could not read it, or would lose rows of it
   */
  static void check(String table, Schema schema, PartitionTree tree) {
    checkTypes(table, schema);
    if (SleeperOrder.differsIn(tree)) {
      throw new InvalidInput(
          ("Table %s cannot have these split points on an instance that is shared with Sleeper: it"
                  + " orders such keys in two ways and loses rows at the boundaries; make the table"
                  + " with one partition")
              .formatted(table));
    }
  }

  /** Checks the columns of a table. */
  static void checkTypes(String table, Schema schema) {
    if (!schema.isKnownToSleeper()) {
      throw new InvalidInput(
          ("Table %s cannot be on an instance that is shared with Sleeper, because its columns have"
                  + " types that Sleeper does not know; it knows int, long, string, byte array, list"
                  + " and map")
              .formatted(table));
    }
  }
}
