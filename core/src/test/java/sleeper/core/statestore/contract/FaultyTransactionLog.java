package sleeper.core.statestore.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;
import java.util.function.Consumer;
import sleeper.core.error.CommitConflict;
import sleeper.core.error.CommitStateUnknown;
import sleeper.core.statestore.log.LogEntry;
import sleeper.core.statestore.log.TransactionLog;

/** A log whose requests or answers get lost, as many as it is told. */
public final class FaultyTransactionLog implements TransactionLog {

  private final TransactionLog log;
  private int requestsToLose;
  private int answersToLose;
  private int readsToLose;
  private int appends;
  private Runnable beforeAppend = () -> {};
  private final Deque<LogEntry> heldUp = new ArrayDeque<>();
  private boolean holding;
  private int conflictsMeanwhile;

  /** Behaves like another log until it is told to lose something. */
  public FaultyTransactionLog(TransactionLog log) {
    this.log = log;
  }

  /** Loses the next appends on their way to the log. */
  public FaultyTransactionLog loseRequests(int count) {
    requestsToLose = count;
    return this;
  }

  /** Loses the answers to the next appends that reach the log. */
  public FaultyTransactionLog loseAnswers(int count) {
    answersToLose = count;
    return this;
  }

  /**
   * Holds the next append up on its way. As many of the appends after it meet it there: they
   * conflict, though nothing is at the number yet. It arrives before the append that follows those.
   */
  public FaultyTransactionLog delayRequest(int conflicts) {
    holding = true;
    conflictsMeanwhile = conflicts;
    return this;
  }

  /** Loses the next reads. */
  public FaultyTransactionLog loseReads(int count) {
    readsToLose = count;
    return this;
  }

  /** Runs something once, before the next append. */
  public FaultyTransactionLog beforeNextAppend(Runnable action) {
    beforeAppend = action;
    return this;
  }

  /** How often an append was asked for. */
  public int appends() {
    return appends;
  }

  @Override
  public void append(LogEntry entry) {
    appends++;
    Runnable action = beforeAppend;
    beforeAppend = () -> {};
    action.run();
    meetDelayedRequest(entry);
    if (requestsToLose > 0) {
      requestsToLose--;
      throw new CommitStateUnknown("The request was lost", new IOException("timed out"));
    }
    log.append(entry);
    if (answersToLose > 0) {
      answersToLose--;
      throw new CommitStateUnknown("The answer was lost", new IOException("timed out"));
    }
  }

  private void meetDelayedRequest(LogEntry entry) {
    if (holding) {
      holding = false;
      heldUp.add(entry);
      throw new CommitStateUnknown("The request is held up", new IOException("timed out"));
    } else if (!heldUp.isEmpty() && conflictsMeanwhile > 0) {
      conflictsMeanwhile--;
      throw new CommitConflict("Another transaction is under way");
    } else if (!heldUp.isEmpty()) {
      log.append(heldUp.remove());
    }
  }

  @Override
  public void read(long after, long upTo, Consumer<LogEntry> reader) {
    if (readsToLose > 0) {
      readsToLose--;
      throw new UncheckedIOException(new IOException("timed out"));
    }
    log.read(after, upTo, reader);
  }

  @Override
  public OptionalLong firstNumber() {
    return log.firstNumber();
  }

  @Override
  public OptionalLong lastNumber() {
    return log.lastNumber();
  }

  @Override
  public void deleteUpTo(long number) {
    log.deleteUpTo(number);
  }
}
