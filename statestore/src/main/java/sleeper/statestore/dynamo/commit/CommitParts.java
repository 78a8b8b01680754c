package sleeper.statestore.dynamo.commit;

import java.util.Optional;
import sleeper.core.ingest.CommitDecision;
import sleeper.core.ingest.CommitRequest;
import sleeper.core.ingest.LedgerEntry;
import sleeper.core.ingest.RunToken;
import sleeper.statestore.dynamo.DynamoState;
import sleeper.statestore.dynamo.DynamoTableNames;
import sleeper.statestore.dynamo.Ownership;
import sleeper.statestore.dynamo.TableChecks;

/**
 * What commits are made of.
 *
 * @param state where everything is
 * @param requests sends requests
 * @param ledger the job ledger
 * @param intents the write intents
 * @param lives the lives of tables
 * @param log the log of files
 * @param bodies large transactions
 */
record CommitParts(
    DynamoState state,
    Requests requests,
    Ledger ledger,
    Intents intents,
    Lives lives,
    FileLog log,
    RunBodies bodies) {

  static CommitParts of(DynamoState state) {
    DynamoTableNames names = state.names();
    Requests requests = new Requests(state.client());
    return new CommitParts(
        state,
        requests,
        new Ledger(requests, names.ledger()),
        new Intents(requests, names.writeIntents()),
        new Lives(requests, state),
        new FileLog(requests, names),
        new RunBodies(state.data()));
  }

  boolean isShared() {
    return state.ownership() == Ownership.SHARED;
  }

  /** Whether a table is there now. */
  boolean exists(String tableId) {
    return TableChecks.isThere(state, tableId);
  }

  /**
   * What has been decided about a commit, in the order that the contract says. The intent is read
   * first of all: one that was open then and is gone later can only have been committed.
   */
  CommitSituation situation(CommitRequest request) {
    RunToken run = request.run();
    Optional<StoredIntent> intent = intents.find(run.tableId(), run.runId());
    Optional<LedgerEntry> own = ledger.run(run.tableId(), run.runId());
    if (own.isPresent()) {
      return CommitSituation.decided(new CommitDecision.AlreadyCommitted(own.get()));
    } else if (!exists(run.tableId())) {
      return CommitSituation.decided(new CommitDecision.TableGone());
    }
    long life =
        intent
            .map(StoredIntent::ledgerLife)
            .orElseGet(() -> lives.current(run.tableId(), request.tableLife()));
    JobKey key = new JobKey(run.tableId(), life, request.entry().jobId());
    Optional<JobItem> job = ledger.job(key);
    if (job.filter(JobItem::isCommitted).isPresent()) {
      return CommitSituation.decided(new CommitDecision.AlreadyCommitted(job.get().claimed()));
    } else if (intent.filter(i -> i.isOpenFor(run)).isEmpty()
        || job.filter(j -> j.isHeldBy(run.runId())).isEmpty()
        || lives.current(run.tableId(), request.tableLife()) != life) {
      return CommitSituation.decided(new CommitDecision.Fenced());
    }
    return new CommitSituation(Optional.empty(), intent, job);
  }
}
