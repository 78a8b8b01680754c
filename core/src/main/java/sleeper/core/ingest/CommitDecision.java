package sleeper.core.ingest;

/** The store's answer to a {@link CommitRequest}. */
public sealed interface CommitDecision {

  /** Files, ledger entry and the end of the intent are in the store. */
  record Committed(LedgerEntry entry) implements CommitDecision {}

  /** The ledger has the job; the entry says whether by this run or by another. */
  record AlreadyCommitted(LedgerEntry entry) implements CommitDecision {}

  /** The log of files has gone on since the version of the request: read it and check again. */
  record NumberTaken() implements CommitDecision {}

  /** The log of partitions has gone on since: read the whole state and check again. */
  record PartitionsChanged() implements CommitDecision {}

  /** The intent is gone or has another epoch: this run can never commit. */
  record Fenced() implements CommitDecision {}

  /** The table was dropped. */
  record TableGone() implements CommitDecision {}
}
