package sleeper.query.testing;

import java.util.TreeMap;
import sleeper.core.error.InvalidInput;
import sleeper.core.statestore.TableState;
import sleeper.core.statestore.TableStates;

/** The versions of a table that a test has added. */
public final class TestStates implements TableStates {

  private final TreeMap<Long, TableState> states = new TreeMap<>();

  /** A table whose newest version is the last of these. */
  public TestStates(TableState... states) {
    for (TableState state : states) {
      add(state);
    }
  }

  /** Adds a version. */
  public void add(TableState state) {
    states.put(state.version(), state);
  }

  @Override
  public TableState latest() {
    return states.lastEntry().getValue();
  }

  @Override
  public TableState latestFilesIn(TableState earlier) {
    return latest();
  }

  @Override
  public TableState asOf(long version) {
    TableState state = states.get(version);
    if (state == null) {
      throw new InvalidInput("No version " + version);
    }
    return state;
  }
}
