package sleeper.statestore.dynamo.commit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import sleeper.core.ingest.CommitDecision;
import sleeper.core.ingest.CommitRequest;
import sleeper.core.ingest.IngestCommitStore;
import sleeper.core.ingest.IntentCreation;
import sleeper.core.ingest.LedgerEntry;
import sleeper.core.ingest.RunToken;
import sleeper.core.ingest.WriteIntent;
import sleeper.statestore.dynamo.TableChecks;
import sleeper.statestore.dynamo.commit.Claims.Finding;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * Write intents and the job ledger of an instance in DynamoDB. Where the instance is ours alone,
 * every method is one transaction of DynamoDB; where it is shared with Sleeper's own code, a commit
 * takes three steps of which the one in the log decides: see {@link SharedPublication}.
 *
 * <p>{@link #committedJobs} goes by an index that follows within moments; all else is read as it
 * is. Thread-safe; keeps nothing in memory.
 */
public final class DynamoIngestCommitStore implements IngestCommitStore {

  /** Each further try means that somebody else has changed the same job meanwhile. */
  private static final int MAX_TRIES = 20;

  private final CommitParts parts;
  private final Incarnations incarnations;
  private final Claims claims;
  private final Publication publication;

  DynamoIngestCommitStore(CommitParts parts, Claims claims, Publication publication) {
    this.parts = parts;
    this.incarnations = new Incarnations(parts);
    this.claims = claims;
    this.publication = publication;
  }

  @Override
  public IntentCreation create(WriteIntent intent) {
    long life = parts.lives().entered(intent.tableId(), intent.tableLife());
    StoredIntent stored = new StoredIntent(intent, life);
    Optional<JobItem> forgotten = Optional.empty();
    for (int tries = 0; tries < MAX_TRIES; tries++) {
      if (written(stored, forgotten)) {
        return new IntentCreation.Created();
      } else if (!parts.exists(intent.tableId())) {
        return new IntentCreation.TableGone();
      }
      Optional<JobItem> job = parts.ledger().job(stored.jobKey());
      Optional<IntentCreation> answer = answer(stored, job);
      if (answer.isPresent()) {
        return answer.get();
      }
      forgotten = job.filter(JobItem::isCommitted);
    }
    throw contended("the intent of run " + intent.runId());
  }

  private boolean written(StoredIntent stored, Optional<JobItem> forgotten) {
    WriteIntent intent = stored.intent();
    List<TransactWriteItem> items = new ArrayList<>();
    items.add(parts.ledger().opening(stored.jobKey(), intent.runId(), forgotten));
    items.add(parts.intents().creation(stored));
    if (!parts.isShared()) {
      items.add(
          TransactWriteItem.builder()
              .conditionCheck(TableChecks.exists(parts.state(), intent.tableId()))
              .build());
    } else if (!parts.exists(intent.tableId())) {
      return false;
    }
    return parts.requests().write("a write intent", items) == WriteResult.DONE;
  }

  /** Why an intent could not be written; nothing if it can be tried again. */
  private Optional<IntentCreation> answer(StoredIntent stored, Optional<JobItem> job) {
    WriteIntent intent = stored.intent();
    if (job.isEmpty()) {
      return parts
          .intents()
          .find(intent.tableId(), intent.runId())
          .map(own -> new IntentCreation.Created());
    } else if (job.get().isCommitted()) {
      return incarnations.holds(intent.tableId(), intent.tableLife(), job.get())
          ? Optional.of(new IntentCreation.JobCommitted(job.get().claimed()))
          : Optional.empty();
    } else if (job.get().isHeldBy(intent.runId())) {
      return Optional.of(new IntentCreation.Created());
    }
    return parts
        .intents()
        .find(intent.tableId(), job.get().runId())
        .map(other -> new IntentCreation.JobOpen(other.intent()));
  }

  @Override
  public boolean renew(RunToken run, Instant leaseExpires) {
    return decided("the lease of run " + run.runId(), parts.intents().renew(run, leaseExpires));
  }

  @Override
  public boolean fence(RunToken run, Instant now) {
    return end(run, parts.intents().fencing(run, now));
  }

  /**
   * {@inheritDoc}
   *
   * <p>What was handed to Sleeper's committer cannot be withdrawn: its outcome is unknown until it
   * is in the table.
   */
  @Override
  public void withdraw(RunToken run) {
    if (!parts.isShared()) {
      return;
    }
    for (int tries = 0; tries < MAX_TRIES; tries++) {
      Optional<StoredIntent> intent = openIntent(run);
      Optional<JobItem> job = intent.flatMap(i -> heldJob(i, run));
      if (job.isEmpty() || job.get().state() == JobItem.State.OPEN) {
        return;
      }
      if (claims.settle(intent.orElseThrow(), job.get()) == Finding.NEVER) {
        JobItem open = JobItem.open(run.runId());
        parts.ledger().replace(intent.orElseThrow().jobKey(), job.get(), open);
      }
    }
    throw contended("the claim of run " + run.runId());
  }

  @Override
  public boolean close(RunToken run) {
    return end(run, parts.intents().removal(run));
  }

  /** Ends an open run that has not committed, once that is certain; else nothing, and false. */
  private boolean end(RunToken run, TransactWriteItem ending) {
    for (int tries = 0; tries < MAX_TRIES; tries++) {
      Optional<StoredIntent> intent = openIntent(run);
      if (intent.isEmpty()) {
        return false;
      }
      Optional<JobItem> job = heldJob(intent.get(), run);
      boolean never = job.isEmpty() || claims.settle(intent.get(), job.get()) == Finding.NEVER;
      if (never && released(intent.get(), job, ending)) {
        return true;
      }
    }
    throw contended("the end of run " + run.runId());
  }

  private Optional<StoredIntent> openIntent(RunToken run) {
    return parts.intents().find(run.tableId(), run.runId()).filter(i -> i.isOpenFor(run));
  }

  private Optional<JobItem> heldJob(StoredIntent intent, RunToken run) {
    return parts.ledger().job(intent.jobKey()).filter(j -> j.isHeldBy(run.runId()));
  }

  private boolean released(StoredIntent intent, Optional<JobItem> job, TransactWriteItem ending) {
    List<TransactWriteItem> items = List.of(parts.ledger().release(intent.jobKey(), job), ending);
    return parts.requests().write("the end of a run", items) == WriteResult.DONE;
  }

  @Override
  public boolean bury(RunToken run, Instant now) {
    return decided("the end of run " + run.runId(), parts.intents().bury(run, now));
  }

  @Override
  public boolean forget(RunToken run) {
    return decided("the end of run " + run.runId(), parts.intents().forget(run));
  }

  @Override
  public List<WriteIntent> intents(String tableId) {
    return parts.intents().ofTable(tableId);
  }

  @Override
  public List<WriteIntent> allIntents() {
    return parts.intents().all();
  }

  @Override
  public Optional<LedgerEntry> committedJob(String tableId, long tableLife, String jobId) {
    long life = parts.lives().current(tableId, tableLife);
    return parts
        .ledger()
        .job(new JobKey(tableId, life, jobId))
        .filter(JobItem::isCommitted)
        .filter(job -> incarnations.holds(tableId, tableLife, job))
        .map(JobItem::claimed);
  }

  @Override
  public Optional<LedgerEntry> committedRun(String tableId, String runId) {
    return parts.ledger().run(tableId, runId);
  }

  @Override
  public List<LedgerEntry> committedJobs(String tableId, long tableLife, int limit) {
    return parts.ledger().newest(tableId, tableLife, limit);
  }

  @Override
  public CommitDecision commit(CommitRequest request) {
    return publication.commit(request);
  }

  private static boolean decided(String what, WriteResult result) {
    if (result == WriteResult.CONTENDED) {
      throw contended(what);
    }
    return result == WriteResult.DONE;
  }

  private static UncheckedIOException contended(String what) {
    return new UncheckedIOException(
        new IOException(
            "DynamoDB had other requests for the same items at each try, so that nothing was changed:"
                + " "
                + what));
  }
}
