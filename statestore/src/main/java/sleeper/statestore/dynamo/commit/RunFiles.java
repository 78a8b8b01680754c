package sleeper.statestore.dynamo.commit;

/**
 * Tells from the files of a run what became of it, for when the log has been cut off where the run
 * was to be found. Thread-safe.
 */
@FunctionalInterface
public interface RunFiles {

  /** What the files tell. */
  enum Evidence {
    /** The table knows one at least: the run has committed. */
    IN_TABLE,
    /** The table knows none and they are still there: their rows are not in the table. */
    NOT_IN_TABLE,
    /** They are gone: never written, or committed, rewritten and collected. */
    NONE
  }

  /** Nothing can be told from files. */
  RunFiles UNKNOWN = (tableId, keyPrefix) -> Evidence.NONE;

  /**
   * What the files of a run tell.
   *
   * @param keyPrefix the prefix of all objects of the run, ending in a slash
   * @throws java.io.UncheckedIOException if the state or the objects cannot be read
   */
  Evidence of(String tableId, String keyPrefix);
}
