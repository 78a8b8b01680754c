package sleeper.core.table;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import sleeper.core.error.InvalidInput;

/** Tables in a map, for tests that need an index and no more. */
public final class FakeTableIndex implements TableIndex {

  private final Map<String, TableId> byName = new TreeMap<>();

  @Override
  public synchronized void create(TableId table) {
    TableNames.check(table.name());
    if (findByName(table.name()).isPresent() || findById(table.id()).isPresent()) {
      throw new InvalidInput("There is a table with the name or id of " + table);
    }
    byName.put(table.name(), table);
  }

  @Override
  public synchronized Optional<TableId> findByName(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  @Override
  public synchronized Optional<TableId> findById(String id) {
    return byName.values().stream().filter(table -> table.id().equals(id)).findFirst();
  }

  @Override
  public synchronized List<TableId> list() {
    return List.copyOf(byName.values());
  }

  @Override
  public synchronized boolean drop(TableId table) {
    return byName.remove(table.name(), table);
  }
}
