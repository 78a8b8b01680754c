package sleeper.core.table;

import java.util.Map;
import java.util.function.UnaryOperator;
import sleeper.core.statestore.log.LogEntry;

/**
 * The tables of an instance with what was set for them. A table is there as a whole, with its
 * properties and the first entry of its partition log, or not at all. Thread-safe.
 */
public interface TableStore extends TableIndex {

  /**
   * Adds a table together with what it is made of.
   *
   * @param properties what is set for it, by name
   * @param partitions the first entry of its partition log
   * @throws sleeper.core.error.InvalidInput if {@link TableNames} refuses the name, or a table has
   *     the name or the id already; nothing has changed
   */
  void create(TableId table, Map<String, String> properties, LogEntry partitions);

  /**
   * What was set for a table, by name.
   *
   * @throws sleeper.core.error.InvalidInput if the table is not there
   */
  Map<String, String> properties(TableId table);

  /**
   * Changes what is set for a table, against everybody else who does so.
   *
   * @param change makes the new properties of the old ones, and may be asked again; what it throws
   *     leaves them as they were
   * @throws sleeper.core.error.InvalidInput if the table is not there
   */
  void changeProperties(TableId table, UnaryOperator<Map<String, String>> change);
}
