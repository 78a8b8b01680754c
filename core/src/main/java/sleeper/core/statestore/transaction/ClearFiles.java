package sleeper.core.statestore.transaction;

/**
 * Removes all files of the table, whatever refers to them, and starts a new life of it.
 *
 * <p>The log forgets the files; {@link FilesState} keeps their names aside until they are
 * collected.
 */
public record ClearFiles() implements FileTransaction {

  @Override
  public TransactionType type() {
    return TransactionType.CLEAR_FILES;
  }

  @Override
  public void validate(FilesState state) {
    // Every table can be cleared.
  }

  @Override
  public void apply(FilesStateBuilder state) {
    state.clear();
  }
}
