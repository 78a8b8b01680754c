package sleeper.statestore.dynamo.commit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sleeper.core.ingest.CommitDecision;
import sleeper.core.ingest.CommitRequest;
import sleeper.core.ingest.RunToken;
import sleeper.statestore.dynamo.DynamoTableNames;
import sleeper.statestore.dynamo.Items;
import sleeper.statestore.dynamo.LogItems;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/**
 * Everything that a commit on a shared instance looks at before its claim, in one request: the
 * shorter the time between reading the state and the entry in the log, the fewer others get in
 * between. It can only tell that the run may go on, and whether the logs still end where they were
 * read; where it does not, things are read one by one in the order that makes them conclusive.
 */
final class Glance {

  private final CommitParts parts;
  private final CommitRequest request;
  private final DynamoTableNames names;
  private final Map<String, List<Map<String, AttributeValue>>> found;

  private Glance(
      CommitParts parts,
      CommitRequest request,
      Map<String, List<Map<String, AttributeValue>>> found) {
    this.parts = parts;
    this.request = request;
    this.names = parts.state().names();
    this.found = found;
  }

  /**
   * How a commit stands, if its run may go on: decided if a log has gone on since it was read. The
   * job is open or claimed, at a number up to the last that was read.
   */
  static Optional<CommitSituation> at(CommitParts parts, CommitRequest request) {
    DynamoTableNames names = parts.state().names();
    Map<String, KeysAndAttributes> wanted = wanted(names, request);
    BatchGetItemResponse answer =
        parts
            .requests()
            .read("a commit", dynamo -> dynamo.batchGetItem(r -> r.requestItems(wanted)));
    if (!answer.unprocessedKeys().isEmpty()) {
      return Optional.empty();
    }
    return new Glance(parts, request, answer.responses()).situation();
  }

  private static Map<String, KeysAndAttributes> wanted(
      DynamoTableNames names, CommitRequest request) {
    String tableId = request.run().tableId();
    String run = Keys.run(request.run().runId());
    Map<String, KeysAndAttributes> wanted = new HashMap<>();
    wanted.put(names.writeIntents(), keys(List.of(Keys.item(tableId, run))));
    wanted.put(
        names.ledger(),
        keys(
            List.of(
                Keys.item(tableId, run),
                Keys.item(tableId, jobKey(request).entry()),
                Keys.item(tableId, Keys.LIFE))));
    wanted.put(names.indexById(), keys(List.of(Map.of("TableId", Items.text(tableId)))));
    wanted.put(names.partitionLog(), ends(tableId, request.partitionsVersion()));
    wanted.put(names.fileLog(), ends(tableId, request.version()));
    return wanted;
  }

  private static JobKey jobKey(CommitRequest request) {
    return new JobKey(request.run().tableId(), request.tableLife(), request.entry().jobId());
  }

  private static KeysAndAttributes keys(List<Map<String, AttributeValue>> keys) {
    return KeysAndAttributes.builder().keys(keys).consistentRead(true).build();
  }

  private static KeysAndAttributes ends(String tableId, long last) {
    return KeysAndAttributes.builder()
        .keys(List.of(LogItems.key(tableId, last), LogItems.key(tableId, last + 1)))
        .projectionExpression(LogItems.NUMBER + ", " + FileLog.RUN_ID)
        .consistentRead(true)
        .build();
  }

  /**
   * Whether a log has gone on; nothing where it is not known, as the last entry that was read is
   * not there any more.
   */
  private Optional<Boolean> hasGoneOn(String log, long last) {
    List<Long> numbers =
        items(log).stream().map(item -> Items.number(item, LogItems.NUMBER)).toList();
    return numbers.contains(last) ? Optional.of(numbers.size() > 1) : Optional.empty();
  }

  private Optional<CommitSituation> situation() {
    Optional<Boolean> partitions = hasGoneOn(names.partitionLog(), request.partitionsVersion());
    Optional<Boolean> files = hasGoneOn(names.fileLog(), request.version());
    Optional<CommitSituation> run = run();
    if (run.isEmpty() || partitions.isEmpty() || files.isEmpty()) {
      return Optional.empty();
    } else if (partitions.get()) {
      return Optional.of(CommitSituation.decided(new CommitDecision.PartitionsChanged()));
    } else if (files.get()) {
      return Optional.of(CommitSituation.decided(new CommitDecision.NumberTaken()));
    }
    return run;
  }

  private Optional<CommitSituation> run() {
    List<Map<String, AttributeValue>> ledger = new ArrayList<>(items(names.ledger()));
    boolean hasNewerLife = ledger.removeIf(item -> isEntry(item, Keys.LIFE) && isNewer(item));
    ledger.removeIf(item -> isEntry(item, Keys.LIFE));
    Optional<StoredIntent> intent =
        items(names.writeIntents()).stream()
            .map(IntentItems::read)
            .filter(i -> i.isOpenFor(request.run()) && i.ledgerLife() == request.tableLife())
            .findFirst();
    // The run itself is not in the ledger, or there would be two.
    Optional<JobItem> job =
        ledger.size() == 1 && isEntry(ledger.get(0), jobKey(request).entry())
            ? Optional.of(LedgerItems.readJob(ledger.get(0)))
            : Optional.empty();
    boolean isWell =
        intent.isPresent()
            && !hasNewerLife
            && !items(names.indexById()).isEmpty()
            && job.filter(this::canGoOn).isPresent();
    return isWell
        ? Optional.of(new CommitSituation(Optional.empty(), intent, job))
        : Optional.empty();
  }

  private boolean isNewer(Map<String, AttributeValue> life) {
    return Items.number(life, Lives.NUMBER) > request.tableLife();
  }

  /** Whether the job is the run's to claim: open, or claimed at a number that another has. */
  private boolean canGoOn(JobItem job) {
    if (!job.isHeldBy(request.run().runId())) {
      return false;
    }
    return switch (job.state()) {
      case OPEN -> true;
      case PENDING -> isTaken(job.claimed().transactionNumber());
      case SETTLING, QUEUED, COMMITTED -> false;
    };
  }

  private boolean isTaken(long claimed) {
    RunToken run = request.run();
    return claimed == request.version()
        ? items(names.fileLog()).stream()
            .map(LoggedRun::read)
            .anyMatch(entry -> entry.number() == claimed && !entry.isOf(run.runId()))
        : parts.log().isTaken(run.tableId(), run.runId(), claimed);
  }

  private static boolean isEntry(Map<String, AttributeValue> item, String entry) {
    return Items.text(item, Keys.ENTRY).equals(entry);
  }

  private List<Map<String, AttributeValue>> items(String table) {
    return found.getOrDefault(table, List.of());
  }
}
