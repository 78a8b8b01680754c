package sleeper.statestore.dynamo.commit;

import java.util.List;
import java.util.Optional;
import sleeper.core.ingest.CommitDecision;
import sleeper.core.ingest.CommitRequest;
import sleeper.core.ingest.LedgerEntry;

/**
 * Commits through the queue of Sleeper's committer, which appends to the log in our place and gives
 * no answer. From the claim on the files may get into the table at any time, so that it can never
 * be taken back: whoever finds it hands the same transaction over again and waits for it.
 */
final class QueuePublication implements Publication {

  private final CommitParts parts;
  private final Completion completion;
  private final Delivery delivery;
  private final SharedPublication direct;

  QueuePublication(
      CommitParts parts, Completion completion, Delivery delivery, SharedPublication direct) {
    this.parts = parts;
    this.completion = completion;
    this.delivery = delivery;
    this.direct = direct;
  }

  @Override
  public CommitDecision commit(CommitRequest request) {
    CommitSituation situation = parts.situation(request);
    if (situation.decision().isPresent()) {
      return situation.decision().get();
    }
    StoredIntent intent = situation.intent().orElseThrow();
    JobItem job = situation.job().orElseThrow();
    return switch (job.state()) {
      case OPEN ->
          request.references().isEmpty() ? direct.commit(request) : queued(request, intent, job);
      case QUEUED -> Unsure.unlessAnswered(request, () -> delivered(request, intent, job));
      case PENDING, SETTLING, COMMITTED -> direct.commit(request);
    };
  }

  private CommitDecision queued(CommitRequest request, StoredIntent intent, JobItem job) {
    Optional<CommitDecision> wentOn = parts.log().wentOn(request);
    if (wentOn.isPresent()) {
      return wentOn.get();
    }
    String body = request.logEntryWithoutJob().orElseThrow().body();
    String bodyKey = parts.bodies().write(intent.intent().keyPrefix(), body);
    JobItem claim = JobItem.queued(request.entry(), bodyKey);
    WriteResult claimed =
        parts
            .requests()
            .write(
                "a claim in the ledger",
                List.of(
                    parts.ledger().replacement(intent.jobKey(), job, claim),
                    parts.intents().check(request.run())));
    return claimed == WriteResult.DONE
        ? Unsure.unlessAnswered(request, () -> delivered(request, intent, claim))
        : parts.situation(request).decision().orElseGet(CommitDecision.NumberTaken::new);
  }

  private CommitDecision delivered(CommitRequest request, StoredIntent intent, JobItem claim) {
    LedgerEntry entry = delivery.deliver(intent, claim);
    return completion
        .complete(intent, claim, entry)
        .<CommitDecision>map(CommitDecision.Committed::new)
        .or(() -> parts.situation(request).decision())
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "What was handed to Sleeper's committer is never taken back: run="
                        + entry.runId()));
  }
}
