package sleeper.core.ingest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
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
      records.add(committed(entry));
    }
    records.sort(Comparator.comparing(JobRecord::since).reversed().thenComparing(JobRecord::runId));
    return List.copyOf(records.subList(0, Math.min(limit, records.size())));
  }

  /**
   * A job of a table in one of its lives: committed, or with a run that has not ended, one that is
   * alive where there is one.
   */
  public Optional<JobRecord> find(String tableId, long tableLife, String jobId) {
    Instant now = environment.now();
    return store
        .committedJob(tableId, tableLife, jobId)
        .map(JobRecords::committed)
        .or(
            () ->
                store.intents(tableId).stream()
                    .filter(intent -> intent.job().jobId().equals(jobId))
                    .map(intent -> running(intent, now))
                    .min(Comparator.comparing(JobRecord::status)));
  }

  private static JobRecord committed(LedgerEntry entry) {
    return new JobRecord(
        entry.jobId(), entry.runId(), Status.COMMITTED, entry.committedAt(), null, entry);
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
