package sleeper.core.ingest;

/** How a commit that is known to be decided was decided. */
public sealed interface CommitOutcome {

  /**
   * This run's files are in the table.
   *
   * @param entry what the ledger says
   * @param conflicts how often others took the next number first
   */
  record Committed(LedgerEntry entry, int conflicts) implements CommitOutcome {}

  /** Another run had committed the same job. */
  record Duplicate(LedgerEntry entry) implements CommitOutcome {}
}
