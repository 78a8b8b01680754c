package sleeper.core.statestore.snapshot;

/**
 * When snapshots are written.
 *
 * @param everyTransactions how many transactions a log may have after its newest snapshot; 0 to
 *     write none
 */
public record SnapshotPolicy(long everyTransactions) {

  /** Writes no snapshots, as where Sleeper's own code does. */
  public static final SnapshotPolicy NEVER = new SnapshotPolicy(0);

  public SnapshotPolicy {
    if (everyTransactions < 0) {
      throw new IllegalArgumentException(
          "A number of transactions is not negative: every=" + everyTransactions);
    }
  }

  /** Whether a log that ends at {@code number} needs a newer snapshot than {@code newest}. */
  public boolean isDue(long number, long newest) {
    return everyTransactions > 0 && number - newest >= everyTransactions;
  }
}
