package sleeper.core.ingest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import sleeper.core.ingest.JobRecord.Status;

/** Lists the jobs of tables. Thread-safe. */
public final class JobRecords {

  private final IngestCommitStore store;
  private final Leases leases;
  private final RunEnvironment environment;

  public JobRecords(IngestCommitStore store, RunSettings settings, RunEnvironment environment) {
    this.store = store;
    this.leases = new Leases(settings, environment.owner());
    this.environment = environment;
  }

  /**
   * The newest jobs of a table in one of its lives: committed ones, and runs that have not ended.
   *
   * @return newest first, at most {@code limit}
   */
  public List<JobRecord> list(String tableId, long tableLife, int limit) {
    Instant now = environment.now();
    List<JobRecord> records = new ArrayList<>();
    for (WriteIntent intent : store.intents(tableId)) {
      records.add(running(intent, now));
    }
    for (LedgerEntry entry : store.committedJobs(tableId, tableLife, limit)) {
      records.add(
          new JobRecord(
              entry.jobId(), entry.runId(), Status.COMMITTED, entry.committedAt(), null, entry));
    }
    records.sort(Comparator.comparing(JobRecord::since).reversed().thenComparing(JobRecord::runId));
    return List.copyOf(records.subList(0, Math.min(limit, records.size())));
  }

  private JobRecord running(WriteIntent intent, Instant now) {
    boolean dead = intent.phase() != WriteIntent.Phase.OPEN || leases.isOver(intent, now);
    return new JobRecord(
        intent.job().jobId(),
        intent.runId(),
        dead ? Status.DEAD : Status.RUNNING,
        intent.startedAt(),
        intent.leaseExpires(),
        null);
  }
}
