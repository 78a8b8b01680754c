package sleeper.statestore.dynamo.commit;

import java.util.Optional;
import sleeper.core.ingest.CommitDecision;
import sleeper.core.ingest.CommitRequest;
import sleeper.core.ingest.LedgerEntry;
import sleeper.core.ingest.RunToken;
import sleeper.core.storage.ObjectStore;
import sleeper.statestore.dynamo.DynamoTableNames;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * What commits are made of.
 *
 * @param requests sends requests
 * @param ledger the job ledger
 * @param intents the write intents
 * @param lives the lives of tables
 * @param tables the tables there are
 * @param log the log of files
 * @param bodies large transactions
 */
record CommitParts(
    Requests requests,
    Ledger ledger,
    Intents intents,
    Lives lives,
    KnownTables tables,
    FileLog log,
    RunBodies bodies) {

  /** For an instance that is ours. */
  static CommitParts own(DynamoDbClient client, DynamoTableNames names, ObjectStore objects) {
    Requests requests = new Requests(client);
    return of(requests, Lives.asSeen(requests, names.ledger()), names, objects);
  }

  /** For an instance that is shared with Sleeper. */
  static CommitParts shared(DynamoDbClient client, DynamoTableNames names, ObjectStore objects) {
    Requests requests = new Requests(client);
    return of(requests, Lives.newestSeen(requests, names.ledger()), names, objects);
  }

  private static CommitParts of(
      Requests requests, Lives lives, DynamoTableNames names, ObjectStore objects) {
    return new CommitParts(
        requests,
        new Ledger(requests, names.ledger()),
        new Intents(requests, names.writeIntents()),
        lives,
        new KnownTables(requests, names.indexById()),
        new FileLog(requests, names),
        new RunBodies(objects));
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
    } else if (!tables.exists(run.tableId())) {
      return CommitSituation.decided(new CommitDecision.TableGone());
    }
    long life =
        intent
            .map(StoredIntent::ledgerLife)
            .orElseGet(() -> lives.current(run.tableId(), request.tableLife()));
    JobKey key = new JobKey(run.tableId(), life, request.entry().jobId());
    Optional<JobItem> job = ledger.job(key);
    if (job.filter(JobItem::isCommitted).isPresent()) {
      return CommitSituation.decided(
          new CommitDecision.AlreadyCommitted(job.get().claimed()));
    } else if (intent.filter(i -> i.isOpenFor(run)).isEmpty()
        || job.filter(j -> j.isHeldBy(run.runId())).isEmpty()
        || lives.current(run.tableId(), request.tableLife()) != life) {
      return CommitSituation.decided(new CommitDecision.Fenced());
    }
    return new CommitSituation(Optional.empty(), intent, job);
  }
}
