package sleeper.statestore.dynamo.commit;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import sleeper.core.ingest.CommitDecision;
import sleeper.core.ingest.CommitRequest;
import sleeper.core.ingest.LedgerEntry;
import sleeper.core.ingest.RunToken;
import sleeper.core.statestore.log.LogEntry;
import sleeper.statestore.dynamo.commit.Claims.Finding;
import sleeper.statestore.dynamo.commit.RunFiles.Evidence;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Commits on an instance that Sleeper's own code writes to as well. Its writers are not prepared
 * for transactions of DynamoDB, so that the log gets a plain conditional entry:
 *
 * <pre>
 * ledger: open → pending at number n   while the intent is open; only fencing goes another way
 * log:    the files at n, if n is free
 * ledger: pending → committed, and the intent goes
 * </pre>
 *
 * <p>A run that loses n claims another number, once n is taken. Whoever finds a claim of a dead run
 * settles it: {@link Claims}.
 */
final class SharedPublication implements Publication {

  private final CommitParts parts;
  private final Completion completion;
  private final Claims claims;

  SharedPublication(CommitParts parts, Completion completion, Claims claims) {
    this.parts = parts;
    this.completion = completion;
    this.claims = claims;
  }

  @Override
  public CommitDecision commit(CommitRequest request) {
    Optional<CommitSituation> well =
        request.version() > 0 ? Glance.at(parts, request) : Optional.empty();
    return well.isPresent()
        ? well.get()
            .decision()
            .orElseGet(
                () ->
                    publish(
                        request, well.get().intent().orElseThrow(), well.get().job().orElseThrow()))
        : commitCarefully(request);
  }

  private CommitDecision commitCarefully(CommitRequest request) {
    CommitSituation situation = parts.situation(request);
    if (situation.decision().isPresent()) {
      return situation.decision().get();
    }
    StoredIntent intent = situation.intent().orElseThrow();
    JobItem job = situation.job().orElseThrow();
    return job.state() == JobItem.State.OPEN
        ? publishAtEnd(request, intent, job)
        : Unsure.unlessAnswered(request, () -> goOn(request, intent, job));
  }

  /** An earlier request of the run has got further than the beginning. */
  private CommitDecision goOn(CommitRequest request, StoredIntent intent, JobItem claim) {
    if (claim.state() == JobItem.State.PENDING) {
      return goOnFromClaim(request, intent, claim);
    }
    claims.settle(intent, claim);
    // Whatever that did, it is told by looking again.
    return parts.situation(request).decision().orElseGet(CommitDecision.NumberTaken::new);
  }

  /** An earlier request of the run has claimed a number, and may have got there. */
  private CommitDecision goOnFromClaim(CommitRequest request, StoredIntent intent, JobItem claim) {
    RunToken run = request.run();
    long number = claim.claimed().transactionNumber();
    return switch (parts.log().place(run.tableId(), run.runId(), number)) {
      case OWN -> complete(intent, claim);
      case TAKEN -> publishAtEnd(request, intent, claim);
      case RESTARTED -> {
        parts.log().withdraw(run.tableId(), run.runId(), number);
        yield publishAtEnd(request, intent, claim);
      }
      case NEXT ->
          request.entry().transactionNumber() == number
              ? publishAtEnd(request, intent, claim)
              : new CommitDecision.NumberTaken();
      case CUT_OFF ->
          claims.byFiles(intent, claim) == Finding.NEVER
              ? publishAtEnd(request, intent, claim)
              : parts.situation(request).decision().orElseGet(CommitDecision.NumberTaken::new);
    };
  }

  private CommitDecision publishAtEnd(CommitRequest request, StoredIntent intent, JobItem job) {
    return parts.log().wentOn(request).orElseGet(() -> publish(request, intent, job));
  }

  private CommitDecision publish(CommitRequest request, StoredIntent intent, JobItem job) {
    if (request.references().isEmpty()) {
      return completion
          .complete(intent, job, request.entry())
          .<CommitDecision>map(CommitDecision.Committed::new)
          .orElseGet(CommitDecision.Fenced::new);
    }
    LogEntry logEntry = request.logEntryWithoutJob().orElseThrow();
    Map<String, AttributeValue> item =
        RunEntries.files(
            request, logEntry, body -> parts.bodies().write(intent.intent().keyPrefix(), body));
    JobItem claim = JobItem.pending(request.entry());
    if (claim(request, intent, job, claim) != WriteResult.DONE) {
      return parts.situation(request).decision().orElseGet(CommitDecision.NumberTaken::new);
    }
    return append(request, intent, claim, item);
  }

  private WriteResult claim(
      CommitRequest request, StoredIntent intent, JobItem job, JobItem claim) {
    if (job.state() == JobItem.State.PENDING) {
      return parts.ledger().replace(intent.jobKey(), job, claim);
    }
    return parts
        .requests()
        .write(
            "a claim in the ledger",
            List.of(
                parts.ledger().replacement(intent.jobKey(), job, claim),
                parts.intents().check(request.run())));
  }

  private CommitDecision append(
      CommitRequest request, StoredIntent intent, JobItem claim, Map<String, AttributeValue> item) {
    WriteResult appended = parts.log().append(item);
    return Unsure.unlessAnswered(request, () -> appended(request, intent, claim, appended));
  }

  private CommitDecision appended(
      CommitRequest request, StoredIntent intent, JobItem claim, WriteResult appended) {
    RunToken run = request.run();
    long number = request.entry().transactionNumber();
    if (appended != WriteResult.DONE && !isOwn(run, number)) {
      return new CommitDecision.NumberTaken();
    } else if (!parts.log().isJoined(run.tableId(), number) && isStray(run, number, intent)) {
      // So long was this process away that the log was cut off behind the number, or started anew.
      parts.log().withdraw(run.tableId(), run.runId(), number);
      return new CommitDecision.NumberTaken();
    }
    return complete(intent, claim);
  }

  /**
   * Whether the entry without one before it came too late. Otherwise the log was cut off, or a
   * snapshot written, right after. What the table knows must not be asked where the log has started
   * anew: who reads beyond its end takes the entry for part of it.
   */
  private boolean isStray(RunToken run, long number, StoredIntent intent) {
    return parts.log().place(run.tableId(), run.runId(), number) == Place.RESTARTED
        || claims.evidence(intent) != Evidence.IN_TABLE;
  }

  /** The client may have sent the entry twice, and the second time found the first. */
  private boolean isOwn(RunToken run, long number) {
    return parts.log().entry(run.tableId(), number).filter(e -> e.isOf(run.runId())).isPresent();
  }

  private CommitDecision complete(StoredIntent intent, JobItem claim) {
    LedgerEntry entry = claim.claimed();
    if (completion.complete(intent, claim, entry).isPresent()) {
      return new CommitDecision.Committed(entry);
    }
    String tableId = intent.intent().tableId();
    Optional<LedgerEntry> completed = parts.ledger().run(tableId, entry.runId());
    if (completed.isPresent()) {
      // Somebody did that long ago, and the job is another's in the life that the table is in now.
      return new CommitDecision.AlreadyCommitted(completed.get());
    }
    // Somebody found that the run could never commit, so no reader can have seen its entry.
    parts.log().withdraw(tableId, entry.runId(), entry.transactionNumber());
    return new CommitDecision.Fenced();
  }
}
