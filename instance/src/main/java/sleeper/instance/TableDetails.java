package sleeper.instance;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import sleeper.core.schema.Schema;
import sleeper.core.statestore.FileReference;
import sleeper.core.statestore.TableState;

/**
 * What a table is and how it stands.
 *
 * @param id its id, which outlives its name
 * @param name its name
 * @param properties what was set for it, by name
 * @param state its latest version
 */
public record TableDetails(
    String id, String name, SortedMap<String, String> properties, TableState state) {

  public TableDetails(String id, String name, Map<String, String> properties, TableState state) {
    this(id, name, new TreeMap<>(properties), state);
  }

  /** Its columns. */
  public Schema schema() {
    return state.schema();
  }

  /** How many rows it has. */
  public long rows() {
    return state.references().stream().mapToLong(FileReference::numberOfRows).sum();
  }

  /** How many data files it has. */
  public long files() {
    return state.references().stream().map(FileReference::filename).distinct().count();
  }
}
