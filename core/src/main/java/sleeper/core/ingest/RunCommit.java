package sleeper.core.ingest;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import sleeper.core.error.CommitRejected;
import sleeper.core.error.CommitStateUnknown;
import sleeper.core.error.InvalidInput;
import sleeper.core.statestore.FileReference;
import sleeper.core.statestore.TableState;

/** The commit of one run: check against the latest state, ask the store, again if others won. */
final class RunCommit {

  private final IngestTable table;
  private final WriteIntent intent;
  private final RunContext context;
  private final Backoff backoff;
  private boolean wasAsked;

  RunCommit(IngestTable table, WriteIntent intent, RunContext context) {
    this.table = table;
    this.intent = intent;
    this.context = context;
    this.backoff = context.backoff();
  }

  /**
   * Commits, or throws knowing that nothing was committed, or that nobody can tell.
   *
   * @param leaseHeld whether the run's lease has not run out, by its own clock
   */
  CommitOutcome commit(
      List<FileReference> references, RunTotals totals, BooleanSupplier leaseHeld) {
    List<FileReference> ordered = checked(references, totals);
    try {
      return raced(ordered, totals, leaseHeld);
    } catch (CommitRejected rejected) {
      Optional<LedgerEntry> own = wasAsked ? withdrawn(rejected) : Optional.empty();
      return new CommitOutcome.Committed(own.orElseThrow(() -> rejected), 0);
    }
  }

  private CommitOutcome raced(
      List<FileReference> ordered, RunTotals totals, BooleanSupplier leaseHeld) {
    Instant written = context.now();
    Supplier<TableState> next = table.states()::latest;
    for (int attempt = 1; attempt <= context.settings().maxRaces(); attempt++) {
      if (!leaseHeld.getAsBoolean()) {
        throw rejected("it was not heard of for longer than its lease");
      }
      Instant start = context.now();
      TableState state = read(next);
      checkLegal(ordered, state);
      CommitDecision decision = decide(request(ordered, totals, state, written));
      if (decision instanceof CommitDecision.NumberTaken) {
        // The less is read, the less often others are faster.
        next = () -> table.states().latestFilesIn(state);
      } else if (decision instanceof CommitDecision.PartitionsChanged) {
        next = table.states()::latest;
      } else {
        return outcome(decision, attempt - 1);
      }
      waitForOthers(attempt, Duration.between(start, context.now()));
    }
    throw rejected(
        "others changed the table in each of %d attempts; run the job again"
            .formatted(context.settings().maxRaces()));
  }

  private List<FileReference> checked(List<FileReference> references, RunTotals totals) {
    long rows = references.stream().mapToLong(FileReference::numberOfRows).sum();
    Set<List<String>> places = new HashSet<>();
    references.forEach(r -> places.add(List.of(r.filename(), r.partitionId())));
    if (rows != totals.rowsWritten() || places.size() != references.size()) {
      throw new IllegalArgumentException(
          "References name each file in a partition once and have all rows that were written:"
              + " run=%s, references=%d, rows=%d, totals=%s"
                  .formatted(intent.runId(), references.size(), rows, totals));
    }
    return references.stream()
        .sorted(
            Comparator.comparing(FileReference::filename).thenComparing(FileReference::partitionId))
        .toList();
  }

  private TableState read(Supplier<TableState> states) {
    try {
      return backoff.repeating(states);
    } catch (UncheckedIOException unread) {
      throw rejected("the state of the table cannot be read: " + unread.getMessage());
    } catch (InvalidInput gone) {
      throw rejected(gone.getMessage());
    }
  }

  /** Whether the files may be added to a state. A partition that was split meanwhile is legal. */
  private void checkLegal(List<FileReference> references, TableState state) {
    if (state.life() != intent.tableLife()) {
      throw rejected("the table was cleared while it was running");
    }
    for (FileReference reference : references) {
      if (state.partitions().find(reference.partitionId()).isEmpty()) {
        throw rejected(
            "partition %s of file %s does not exist any more"
                .formatted(reference.partitionId(), reference.filename()));
      }
    }
  }

  private CommitRequest request(
      List<FileReference> references, RunTotals totals, TableState state, Instant written) {
    long version = state.version();
    LedgerEntry entry =
        new LedgerEntry(
            intent.job().jobId(),
            intent.job().fingerprint(),
            intent.runId(),
            references.isEmpty() ? 0 : version + 1,
            context.now(),
            totals);
    return new CommitRequest(
        intent.token(),
        intent.tableLife(),
        version,
        state.partitionsVersion(),
        references,
        entry,
        written);
  }

  /** The store's answer; where answers keep getting lost, what can be made certain without one. */
  private CommitDecision decide(CommitRequest request) {
    wasAsked = true;
    try {
      return backoff.repeating(() -> table.store().commit(request));
    } catch (UncheckedIOException unreached) {
      throw rejected("the state store cannot be reached: " + unreached.getMessage());
    } catch (CommitStateUnknown lost) {
      return settle(lost);
    }
  }

  /**
   * Finds out what became of a request whose answer was lost. Only after its intent was fenced does
   * a ledger without the run prove that it was not and never will be committed.
   */
  private CommitDecision settle(CommitStateUnknown lost) {
    Optional<LedgerEntry> entry;
    try {
      backoff.repeating(() -> table.store().fence(intent.token(), context.now()));
      entry = backoff.repeating(this::committed);
    } catch (UncheckedIOException | CommitStateUnknown still) {
      still.addSuppressed(lost);
      throw new CommitStateUnknown(
          ("Nobody can tell whether run %s of job %s was committed to table %s (%s); its files stay,"
                  + " and the job can be run again with the same id")
              .formatted(intent.runId(), intent.job().jobId(), table.name(), lost.getMessage()),
          still);
    }
    if (entry.isEmpty()) {
      throw rejected("the state store did not take it: " + lost.getMessage());
    }
    return new CommitDecision.AlreadyCommitted(entry.get());
  }

  /**
   * The files of a run that was refused may be deleted once nothing is to be told by them any more.
   *
   * @return what the run has committed, should it have after all
   */
  private Optional<LedgerEntry> withdrawn(CommitRejected rejected) {
    IngestCommitStore store = table.store();
    try {
      return backoff.repeating(
          () -> {
            store.withdraw(intent.token());
            return store.committedRun(table.id(), intent.runId());
          });
    } catch (UncheckedIOException | CommitStateUnknown unanswered) {
      unanswered.addSuppressed(rejected);
      throw new CommitStateUnknown(
          ("Run %s of job %s could not be ended in table %s (%s); its files stay, and the job can be"
                  + " run again with the same id")
              .formatted(intent.runId(), intent.job().jobId(), table.name(), rejected.getMessage()),
          unanswered);
    }
  }

  private Optional<LedgerEntry> committed() {
    IngestCommitStore store = table.store();
    return store
        .committedRun(table.id(), intent.runId())
        .or(() -> store.committedJob(table.id(), intent.tableLife(), intent.job().jobId()));
  }

  private CommitOutcome outcome(CommitDecision decision, int conflicts) {
    if (decision instanceof CommitDecision.Committed committed) {
      return new CommitOutcome.Committed(committed.entry(), conflicts);
    } else if (decision instanceof CommitDecision.AlreadyCommitted already) {
      boolean own = already.entry().runId().equals(intent.runId());
      return own
          ? new CommitOutcome.Committed(already.entry(), conflicts)
          : new CommitOutcome.Duplicate(already.entry());
    } else if (decision instanceof CommitDecision.Fenced) {
      throw rejected("another process has taken it over");
    }
    throw rejected("the table was dropped");
  }

  private void waitForOthers(int lost, Duration attempt) {
    try {
      backoff.waitAfterRace(lost, attempt);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw rejected("it was interrupted");
    }
  }

  private CommitRejected rejected(String reason) {
    return new CommitRejected(
        "Run %s of job %s was not committed to table %s: %s"
            .formatted(intent.runId(), intent.job().jobId(), table.name(), reason));
  }
}
