package sleeper.core.ingest.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import sleeper.core.error.CommitStateUnknown;
import sleeper.core.ingest.CommitDecision;
import sleeper.core.ingest.CommitRequest;
import sleeper.core.ingest.IngestCommitStore;
import sleeper.core.ingest.IntentCreation;
import sleeper.core.ingest.LedgerEntry;
import sleeper.core.ingest.RunToken;
import sleeper.core.ingest.WriteIntent;

/** A store whose requests and answers get lost, are late, or come after something else. */
public final class FaultyCommitStore implements IngestCommitStore {

  /** What becomes of one request. */
  public enum Fault {
    /** It does not reach the store, and the caller is told so. */
    UNREACHABLE,
    /** It does not reach the store, and the caller cannot know. */
    REQUEST_LOST,
    /** The store does it, and the caller cannot know. */
    ANSWER_LOST,
    /** The caller cannot know, and the store does it when {@link #deliverLate} is called. */
    LATE,
    /** The process dies before the store has it. */
    KILLED_BEFORE,
    /** The process dies after the store did it. */
    KILLED_AFTER
  }

  private final IngestCommitStore store;
  private final Deque<Fault> commitFaults = new ArrayDeque<>();
  private final Deque<Fault> otherFaults = new ArrayDeque<>();
  private final List<Supplier<?>> late = new ArrayList<>();
  private Runnable beforeCommit = () -> {};
  private Runnable beforeEveryCommit = () -> {};
  private Runnable beforeEveryRequest = () -> {};
  private final List<Object> unheardAnswers = new ArrayList<>();

  public FaultyCommitStore(IngestCommitStore store) {
    this.store = store;
  }

  /** The next commits fare like this, one after the other. */
  public FaultyCommitStore commits(Fault... faults) {
    commitFaults.addAll(List.of(faults));
    return this;
  }

  /** The next changes and look-ups other than commits fare like this. */
  public FaultyCommitStore others(Fault... faults) {
    otherFaults.addAll(List.of(faults));
    return this;
  }

  /** Everything is as it should be from now on. */
  public void heal() {
    commitFaults.clear();
    otherFaults.clear();
  }

  /** Runs something once, after the next commit was sent and before the store has it. */
  public void beforeNextCommit(Runnable action) {
    beforeCommit = action;
  }

  /** Runs something after each commit was sent and before the store has it. */
  public void beforeEveryCommit(Runnable action) {
    beforeEveryCommit = action;
  }

  /** Runs something, which may throw, before every change and look-up that can suffer faults. */
  public void beforeEveryRequest(Runnable action) {
    beforeEveryRequest = action;
  }

  /** The store gets what was late. */
  public List<Object> deliverLate() {
    List<Object> answers = new ArrayList<>();
    late.forEach(request -> answers.add(request.get()));
    late.clear();
    return answers;
  }

  /** The answers that got lost on their way back. */
  public List<Object> unheardAnswers() {
    return List.copyOf(unheardAnswers);
  }

  @Override
  public CommitDecision commit(CommitRequest request) {
    Runnable action = beforeCommit;
    beforeCommit = () -> {};
    action.run();
    beforeEveryCommit.run();
    return suffering(commitFaults, () -> store.commit(request));
  }

  @Override
  public IntentCreation create(WriteIntent intent) {
    return suffering(otherFaults, () -> store.create(intent));
  }

  @Override
  public boolean renew(RunToken run, Instant leaseExpires) {
    return suffering(otherFaults, () -> store.renew(run, leaseExpires));
  }

  @Override
  public boolean fence(RunToken run, Instant now) {
    return suffering(otherFaults, () -> store.fence(run, now));
  }

  @Override
  public void withdraw(RunToken run) {
    suffering(
        otherFaults,
        () -> {
          store.withdraw(run);
          return true;
        });
  }

  @Override
  public boolean close(RunToken run) {
    return suffering(otherFaults, () -> store.close(run));
  }

  @Override
  public boolean bury(RunToken run, Instant now) {
    return suffering(otherFaults, () -> store.bury(run, now));
  }

  @Override
  public boolean forget(RunToken run) {
    return suffering(otherFaults, () -> store.forget(run));
  }

  @Override
  public List<WriteIntent> intents(String tableId) {
    return store.intents(tableId);
  }

  @Override
  public List<WriteIntent> allIntents() {
    return store.allIntents();
  }

  @Override
  public Optional<LedgerEntry> committedJob(String tableId, long tableLife, String jobId) {
    return suffering(otherFaults, () -> store.committedJob(tableId, tableLife, jobId));
  }

  @Override
  public Optional<LedgerEntry> committedRun(String tableId, String runId) {
    return suffering(otherFaults, () -> store.committedRun(tableId, runId));
  }

  @Override
  public List<LedgerEntry> committedJobs(String tableId, long tableLife, int limit) {
    return store.committedJobs(tableId, tableLife, limit);
  }

  private <T> T suffering(Deque<Fault> faults, Supplier<T> request) {
    beforeEveryRequest.run();
    Fault fault = faults.poll();
    if (fault == null) {
      return request.get();
    }
    if (fault == Fault.ANSWER_LOST || fault == Fault.KILLED_AFTER) {
      T unheard = request.get();
      unheardAnswers.add(unheard);
    } else if (fault == Fault.LATE) {
      late.add(request);
    }
    switch (fault) {
      case UNREACHABLE -> throw new UncheckedIOException(new IOException("no route to the store"));
      case KILLED_BEFORE, KILLED_AFTER -> throw new Killed(fault.toString());
      case REQUEST_LOST, ANSWER_LOST, LATE ->
          throw new CommitStateUnknown("no answer", new IOException("timed out"));
    }
    throw new IllegalStateException("No such fault: " + fault);
  }
}
