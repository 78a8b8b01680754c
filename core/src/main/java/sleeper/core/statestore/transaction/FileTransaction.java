package sleeper.core.statestore.transaction;

/**
 * A change of the files of a table.
 *
 * <p>{@link #validate} is asked before the transaction is appended, {@link #apply} by everybody who
 * reads it from the log. What has become impossible since is left out by {@code apply}: it is pure
 * and never fails, so that all readers reach the same state.
 */
public sealed interface FileTransaction extends Transaction
    permits AddFiles,
        AssignJobIds,
        ClearFiles,
        DeleteFiles,
        ReplaceFileReferences,
        SplitFileReferences {

  /**
   * Checks that it would do to a state exactly what it says.
   *
   * @throws sleeper.core.error.CommitRejected naming what stands against it
   */
  void validate(FilesState state);

  /** Does what it says to a state that is being built. */
  void apply(FilesStateBuilder state);
}
