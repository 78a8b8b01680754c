package sleeper.core.ingest;

import java.time.Instant;

/** What came of asking for a run. */
public sealed interface RunStart {

  /** The run is ours: upload, then commit or abandon. */
  record Started(IngestRun run) implements RunStart {}

  /** The job was committed before: nothing to do. */
  record AlreadyCommitted(LedgerEntry entry) implements RunStart {}

  /** Another run of the job is alive: ask again after its lease, unless it commits before. */
  record RunningElsewhere(String runId, Instant leaseExpires) implements RunStart {}
}
