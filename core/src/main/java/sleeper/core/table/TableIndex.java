package sleeper.core.table;

import java.util.List;
import java.util.Optional;

/**
 * The names and ids of an instance's tables. Each operation is atomic and, once it has returned,
 * seen by every process that has the instance open. Thread-safe.
 */
public interface TableIndex {

  /**
   * Adds a table.
   *
   * @throws sleeper.core.error.InvalidInput if {@link TableNames} refuses the name, or a table has
   *     the name or the id already; nothing has changed
   */
  void create(TableId table);

  /** The table of a name, if there is one. */
  Optional<TableId> findByName(String name);

  /** The table of an id, if there is one. */
  Optional<TableId> findById(String id);

  /** All tables in the order of their names. */
  List<TableId> list();

  /**
   * Takes a table out of the index, so that its name can be given again. Its files and logs stay
   * for others to remove.
   *
   * @return false if there was no such table (this id with this name)
   */
  boolean drop(TableId table);
}
