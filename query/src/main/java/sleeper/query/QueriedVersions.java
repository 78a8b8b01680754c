package sleeper.query;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.OptionalLong;
import sleeper.core.error.CorruptData;
import sleeper.core.statestore.TableState;
import sleeper.core.statestore.TableStates;

/** The version that a query reads, and the one to go on with when a file of it is gone. */
final class QueriedVersions {

  private final String tableName;
  private final TableStates states;
  private final OptionalLong asOf;

  QueriedVersions(String tableName, TableStates states, OptionalLong asOf) {
    this.tableName = tableName;
    this.states = states;
    this.asOf = asOf;
  }

  TableState first() {
    return asOf.isPresent() ? states.asOf(asOf.getAsLong()) : states.latest();
  }

  /**
   * The newest version, after a file of another was not found.
   *
   * @throws IOException if there is no newer one, or the query is bound to a version
   */
  TableState next(TableState state, NoSuchFileException gone) throws IOException {
    if (asOf.isPresent()) {
      throw unreadable(state, gone);
    }
    TableState latest = states.latest();
    if (latest.version() == state.version()) {
      throw unreadable(state, gone);
    }
    return latest;
  }

  CorruptData unreadable(TableState state, NoSuchFileException gone) {
    return new CorruptData(
        "Version %d of table %s cannot be read any more, because its data file %s is gone; query a newer version"
            .formatted(state.version(), tableName, gone.getFile()),
        gone);
  }
}
