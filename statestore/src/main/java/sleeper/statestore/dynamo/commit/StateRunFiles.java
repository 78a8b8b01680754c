package sleeper.statestore.dynamo.commit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Function;
import sleeper.core.statestore.transaction.FilesState;
import sleeper.core.storage.ObjectStore;

/**
 * Tells from the state of the table and the objects of the run.
 *
 * <p>A file that was in the table is known until it is collected, and its object is deleted before
 * it is forgotten. So an object that is there and not known belongs to no commit, or to one that
 * has been cleared away. Objects are listed under the prefix of one run alone.
 */
public final class StateRunFiles implements RunFiles {

  private static final String DATA_SUFFIX = ".parquet";

  private final Function<String, FilesState> states;
  private final ObjectStore objects;

  /**
   * Tells from states and objects.
   *
   * @param states gives the latest files of a table by its id
   */
  public StateRunFiles(Function<String, FilesState> states, ObjectStore objects) {
    this.states = states;
    this.objects = objects;
  }

  @Override
  public Evidence of(String tableId, String keyPrefix) {
    // The state first: what is collected and forgotten after it was read is known in it.
    FilesState state = states.apply(tableId);
    String start = objects.filenameOf(keyPrefix + "x");
    String prefix = start.substring(0, start.length() - 1);
    if (state.files().stream().anyMatch(file -> file.filename().startsWith(prefix))) {
      return Evidence.IN_TABLE;
    }
    return dataKeys(keyPrefix).isEmpty() ? Evidence.NONE : Evidence.NOT_IN_TABLE;
  }

  private List<String> dataKeys(String keyPrefix) {
    try {
      return objects.list(keyPrefix).stream().filter(key -> key.endsWith(DATA_SUFFIX)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(
          new IOException("The objects of a run cannot be listed: prefix=" + keyPrefix, e));
    }
  }
}
