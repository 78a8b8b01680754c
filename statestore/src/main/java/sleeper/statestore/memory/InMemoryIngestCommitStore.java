package sleeper.statestore.memory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import sleeper.core.ingest.CommitDecision;
import sleeper.core.ingest.CommitRequest;
import sleeper.core.ingest.IngestCommitStore;
import sleeper.core.ingest.IntentCreation;
import sleeper.core.ingest.LedgerEntry;
import sleeper.core.ingest.RunToken;
import sleeper.core.ingest.WriteIntent;
import sleeper.core.ingest.WriteIntent.Phase;
import sleeper.core.statestore.log.TransactionLog;
import sleeper.core.statestore.transaction.LogKind;

/** Write intents and the job ledger in memory, beside transaction logs in memory. */
public final class InMemoryIngestCommitStore implements IngestCommitStore {

  private record Committed(String tableId, long tableLife, LedgerEntry entry) {}

  private final InMemoryTransactionLogs logs;
  private final Map<String, WriteIntent> intents = new LinkedHashMap<>();
  private final List<Committed> ledger = new ArrayList<>();

  public InMemoryIngestCommitStore(InMemoryTransactionLogs logs) {
    this.logs = logs;
  }

  @Override
  public IntentCreation create(WriteIntent intent) {
    return logs.inTransaction(
        () -> {
          if (logs.isDropped(intent.tableId())) {
            return new IntentCreation.TableGone();
          }
          Optional<LedgerEntry> committed =
              committedJob(intent.tableId(), intent.tableLife(), intent.job().jobId());
          if (committed.isPresent()) {
            return new IntentCreation.JobCommitted(committed.get());
          }
          Optional<WriteIntent> open =
              intents.values().stream().filter(other -> isOpenForJobOf(intent, other)).findFirst();
          if (open.isPresent() && !open.get().runId().equals(intent.runId())) {
            return new IntentCreation.JobOpen(open.get());
          }
          intents.putIfAbsent(intent.runId(), intent);
          return new IntentCreation.Created();
        });
  }

  @Override
  public boolean renew(RunToken run, Instant leaseExpires) {
    return change(run, Phase.OPEN, intent -> intent.withLease(leaseExpires));
  }

  @Override
  public boolean fence(RunToken run, Instant now) {
    return change(run, Phase.OPEN, intent -> intent.fencedAt(now));
  }

  @Override
  public boolean close(RunToken run) {
    return change(run, Phase.OPEN, intent -> null);
  }

  @Override
  public boolean bury(RunToken run, Instant now) {
    return change(run, Phase.FENCED, intent -> intent.sweptAt(now));
  }

  @Override
  public boolean forget(RunToken run) {
    return change(run, Phase.SWEPT, intent -> null);
  }

  @Override
  public List<WriteIntent> intents(String tableId) {
    return logs.inTransaction(
        () -> allIntents().stream().filter(i -> i.tableId().equals(tableId)).toList());
  }

  @Override
  public List<WriteIntent> allIntents() {
    return logs.inTransaction(
        () ->
            intents.values().stream()
                .sorted(Comparator.comparing(WriteIntent::startedAt))
                .toList());
  }

  @Override
  public Optional<LedgerEntry> committedJob(String tableId, long tableLife, String jobId) {
    return find(tableId, c -> c.tableLife() == tableLife && c.entry().jobId().equals(jobId));
  }

  @Override
  public Optional<LedgerEntry> committedRun(String tableId, String runId) {
    return find(tableId, c -> c.entry().runId().equals(runId));
  }

  @Override
  public List<LedgerEntry> committedJobs(String tableId, long tableLife, int limit) {
    return logs.inTransaction(
        () ->
            committedIn(tableId)
                .filter(committed -> committed.tableLife() == tableLife)
                .map(Committed::entry)
                .sorted(Comparator.comparing(LedgerEntry::committedAt).reversed())
                .limit(limit)
                .toList());
  }

  @Override
  public CommitDecision commit(CommitRequest request) {
    return logs.inTransaction(() -> decide(request));
  }

  private CommitDecision decide(CommitRequest request) {
    String tableId = request.run().tableId();
    Optional<LedgerEntry> committed =
        committedRun(tableId, request.run().runId())
            .or(() -> committedJob(tableId, request.tableLife(), request.entry().jobId()));
    if (logs.isDropped(tableId)) {
      return new CommitDecision.TableGone();
    } else if (committed.isPresent()) {
      return new CommitDecision.AlreadyCommitted(committed.get());
    } else if (held(request.run(), Phase.OPEN).isEmpty()) {
      return new CommitDecision.Fenced();
    }
    TransactionLog log = logs.log(tableId, LogKind.FILES);
    TransactionLog partitions = logs.log(tableId, LogKind.PARTITIONS);
    if (partitions.lastNumber().orElse(0) != request.partitionsVersion()) {
      return new CommitDecision.PartitionsChanged();
    } else if (log.lastNumber().orElse(0) != request.version()) {
      return new CommitDecision.NumberTaken();
    }
    request.logEntry().ifPresent(log::append);
    ledger.add(new Committed(tableId, request.tableLife(), request.entry()));
    intents.remove(request.run().runId());
    return new CommitDecision.Committed(request.entry());
  }

  /** Changes an intent that has the epoch and is in the phase; null removes it. */
  private boolean change(RunToken run, Phase phase, UnaryOperator<@Nullable WriteIntent> change) {
    return logs.inTransaction(
        () -> {
          Optional<WriteIntent> held = held(run, phase);
          held.ifPresent(
              intent -> intents.compute(run.runId(), (runId, same) -> change.apply(intent)));
          return held.isPresent();
        });
  }

  private Optional<WriteIntent> held(RunToken run, Phase phase) {
    return Optional.ofNullable(intents.get(run.runId()))
        .filter(intent -> intent.token().equals(run) && intent.phase() == phase);
  }

  private Optional<LedgerEntry> find(String tableId, Predicate<Committed> condition) {
    return logs.inTransaction(
        () -> committedIn(tableId).filter(condition).map(Committed::entry).findFirst());
  }

  private Stream<Committed> committedIn(String tableId) {
    return logs.isDropped(tableId)
        ? Stream.empty()
        : ledger.stream().filter(committed -> committed.tableId().equals(tableId));
  }

  private static boolean isOpenForJobOf(WriteIntent intent, WriteIntent other) {
    return other.phase() == Phase.OPEN
        && other.tableId().equals(intent.tableId())
        && other.tableLife() == intent.tableLife()
        && other.job().jobId().equals(intent.job().jobId());
  }
}
