package sleeper.core.ingest;

/** How a commit that is known to be decided was decided. */
public sealed interface CommitOutcome {

  /** This run's files are in the table. */
  record Committed(LedgerEntry entry) implements CommitOutcome {}

  /** Another run had committed the same job. */
  record Duplicate(LedgerEntry entry) implements CommitOutcome {}
}
