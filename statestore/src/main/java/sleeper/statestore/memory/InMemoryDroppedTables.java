package sleeper.statestore.memory;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import sleeper.core.ingest.DroppedTables;

/** Dropped tables in memory. */
public final class InMemoryDroppedTables implements DroppedTables {

  private final Map<String, DroppedTable> tables = new LinkedHashMap<>();

  /** Records that a table was dropped. */
  public synchronized void add(String tableId, Instant droppedAt) {
    tables.put(tableId, new DroppedTable(tableId, droppedAt));
  }

  @Override
  public synchronized List<DroppedTable> all() {
    return List.copyOf(tables.values());
  }

  @Override
  public synchronized void forget(String tableId) {
    tables.remove(tableId);
  }
}
