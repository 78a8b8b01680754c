package sleeper.core.ingest;

/** What came of writing the intent of a new run. */
public sealed interface IntentCreation {

  /** The intent is there. */
  record Created() implements IntentCreation {}

  /** The job was committed before. */
  record JobCommitted(LedgerEntry entry) implements IntentCreation {}

  /** Another run of the job has an open intent, alive or not. */
  record JobOpen(WriteIntent other) implements IntentCreation {}

  /** There is no such table. */
  record TableGone() implements IntentCreation {}
}
