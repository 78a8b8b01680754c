package sleeper.core.ingest;

import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sleeper.core.error.CommitStateUnknown;
import sleeper.core.error.LeaseLost;
import sleeper.core.partition.PartitionTree;
import sleeper.core.schema.Schema;
import sleeper.core.statestore.FileReference;
import sleeper.core.statestore.TableState;

/** A run whose write intent is in the store. */
final class LedgerIngestRun implements IngestRun {

  private static final Logger LOG = LoggerFactory.getLogger(LedgerIngestRun.class);

  /** How far a run has come, as far as this process knows. */
  private enum Phase {
    WORKING,
    COMMITTING,
    LOST,
    OVER
  }

  private final IngestTable table;
  private final WriteIntent intent;
  private final TableState start;
  private final RunContext context;
  private volatile Instant leaseExpires;
  private volatile Phase phase = Phase.WORKING;

  LedgerIngestRun(IngestTable table, WriteIntent intent, TableState start, RunContext context) {
    this.table = table;
    this.intent = intent;
    this.start = start;
    this.context = context;
    this.leaseExpires = intent.leaseExpires();
  }

  @Override
  public String runId() {
    return intent.runId();
  }

  @Override
  public Schema schema() {
    return start.schema();
  }

  @Override
  public PartitionTree partitions() {
    return start.partitions();
  }

  @Override
  public String keyPrefix() {
    return intent.keyPrefix();
  }

  @Override
  public long renewalPeriodMillis() {
    return context.settings().renewalPeriodMillis();
  }

  @Override
  public void renew() {
    if (phase == Phase.OVER) {
      return;
    }
    Instant now = context.now();
    if (!isLeaseValid(now)) {
      throw lost("its lease ran out at " + leaseExpires);
    }
    Instant expires = now.plus(context.settings().lease());
    if (table.store().renew(intent.token(), expires)) {
      leaseExpires = expires;
    } else if (phase == Phase.WORKING || phase == Phase.LOST) {
      throw lost("another process has taken it over");
    }
    // A commit under way removes the intent itself, and finds out itself if somebody else did.
  }

  @Override
  public CommitOutcome commit(List<FileReference> references, RunTotals totals) {
    if (phase == Phase.OVER || phase == Phase.COMMITTING) {
      throw new IllegalStateException("A run commits once: run=" + runId());
    }
    boolean leaseHeld = phase != Phase.LOST;
    phase = Phase.COMMITTING;
    try {
      RunCommit commit = new RunCommit(table, intent, context);
      CommitOutcome outcome =
          commit.commit(references, totals, () -> leaseHeld && isLeaseValid(context.now()));
      phase = outcome instanceof CommitOutcome.Committed ? Phase.OVER : Phase.WORKING;
      return outcome;
    } catch (CommitStateUnknown unknown) {
      // Ending the intent now would hide files that may or may not be in the table.
      phase = Phase.OVER;
      throw unknown;
    } finally {
      if (phase == Phase.COMMITTING) {
        phase = Phase.WORKING;
      }
    }
  }

  @Override
  public void abandon() {
    if (phase == Phase.OVER) {
      return;
    }
    phase = Phase.OVER;
    try {
      context.backoff().repeating(() -> table.store().close(intent.token()));
    } catch (UncheckedIOException | CommitStateUnknown e) {
      LOG.warn("Could not end run {} of table {}; the collector will", runId(), table.name(), e);
    }
  }

  private boolean isLeaseValid(Instant now) {
    return phase != Phase.LOST && now.isBefore(leaseExpires);
  }

  private LeaseLost lost(String how) {
    phase = Phase.LOST;
    return new LeaseLost(
        "Run %s of job %s in table %s cannot commit: %s"
            .formatted(runId(), intent.job().jobId(), table.name(), how));
  }
}
