package sleeper.core.statestore.log;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import sleeper.core.error.CommitConflict;
import sleeper.core.error.CommitRejected;
import sleeper.core.error.CommitStateUnknown;
import sleeper.core.statestore.transaction.FileTransaction;
import sleeper.core.statestore.transaction.FilesState;
import sleeper.core.statestore.transaction.PartitionTransaction;
import sleeper.core.statestore.transaction.PartitionsState;
import sleeper.core.statestore.transaction.Transaction;
import sleeper.core.statestore.transaction.TransactionJson;

/**
 * Commits transactions to the logs of a table against other writers: reads the state, checks the
 * transaction against it, appends it at the next number, and starts again if somebody was faster.
 *
 * <p>When an answer is lost, the identical entry is appended again at the same number: either that
 * succeeds, or what is found at the number tells who won. Thread-safe.
 */
public final class TransactionCommitter {

  private final TransactionLogStates states;
  private final CommitRetries retries;
  private final CommitEnvironment environment;

  /** Commits to the table whose states are given. */
  public TransactionCommitter(
      TransactionLogStates states, CommitRetries retries, CommitEnvironment environment) {
    this.states = states;
    this.retries = retries;
    this.environment = environment;
  }

  /**
   * Commits a change of the files.
   *
   * @return its transaction number
   * @throws CommitRejected if it does not fit the state; it is not in the log
   * @throws CommitConflict if others were faster at every attempt; it is not in the log
   * @throws CommitStateUnknown if nobody could tell whether it is in the log
   */
  public long commit(FileTransaction transaction) {
    return commitFiles(state -> transaction);
  }

  /**
   * Commits a change of the files that depends on them: {@code decide} is asked again after each
   * conflict. Throws like {@link #commit(FileTransaction)}.
   */
  public long commitFiles(Function<FilesState, FileTransaction> decide) {
    return commit(
        states.filesFollower(),
        state -> {
          FileTransaction transaction = decide.apply(state);
          transaction.validate(state);
          return new Prepared(transaction, TransactionJson.write(transaction));
        });
  }

  /** Commits a change of the partitions; throws like {@link #commit(FileTransaction)}. */
  public long commit(PartitionTransaction transaction) {
    return commitPartitions(state -> transaction);
  }

  /** Commits a change of the partitions that depends on them, like {@link #commitFiles}. */
  public long commitPartitions(Function<PartitionsState, PartitionTransaction> decide) {
    return commit(
        states.partitionsFollower(),
        state -> {
          PartitionTransaction transaction = decide.apply(state);
          transaction.validate(state);
          return new Prepared(transaction, TransactionJson.write(transaction));
        });
  }

  private record Prepared(Transaction transaction, String body) {}

  private <S> long commit(LogFollower<S> follower, Function<S, Prepared> prepare) {
    for (int attempt = 0; attempt < retries.attempts(); attempt++) {
      LogFollower.Position<S> position = follower.latest();
      Prepared prepared = prepare.apply(position.state());
      LogEntry entry =
          new LogEntry(
              position.number() + 1,
              environment.clock().instant(),
              prepared.transaction().type(),
              prepared.body());
      if (append(follower.log(), entry)) {
        return entry.number();
      }
      pauseAfterConflict(attempt);
    }
    throw new CommitConflict(
        "Other writers were faster at every attempt: table=%s, attempts=%d"
            .formatted(states.table().name(), retries.attempts()));
  }

  /** Whether the entry is in the log; if not, it will never be. */
  private boolean append(TransactionLog log, LogEntry entry) {
    for (int attempt = 0; ; attempt++) {
      try {
        return append(log, entry, attempt);
      } catch (CommitStateUnknown e) {
        pauseWhileUnknown(attempt, e);
      } catch (UncheckedIOException e) {
        if (attempt == 0) {
          throw e;
        }
        pauseWhileUnknown(attempt, unknown(entry, e));
      }
    }
  }

  private static boolean append(TransactionLog log, LogEntry entry, int attempt) {
    try {
      log.append(entry);
      return true;
    } catch (CommitConflict e) {
      List<LogEntry> found = entriesAt(log, entry);
      if (attempt > 0 && found.isEmpty()) {
        // While nobody has the number, the request whose answer was lost may still arrive.
        throw unknown(entry, e);
      }
      return found.contains(entry);
    }
  }

  private static List<LogEntry> entriesAt(TransactionLog log, LogEntry entry) {
    List<LogEntry> found = new ArrayList<>();
    try {
      log.read(entry.number() - 1, entry.number(), found::add);
      return found;
    } catch (UncheckedIOException e) {
      throw unknown(entry, e);
    }
  }

  private static CommitStateUnknown unknown(LogEntry entry, RuntimeException cause) {
    return new CommitStateUnknown(
        "Nobody can tell whether transaction %d is in the log: %s"
            .formatted(entry.number(), cause.getMessage()),
        cause);
  }

  private void pauseAfterConflict(int attempt) {
    try {
      pause(attempt);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommitConflict(
          "Interrupted between attempts to commit: table=" + states.table().name());
    }
  }

  private void pauseWhileUnknown(int attempt, CommitStateUnknown unknown) {
    if (attempt + 1 >= retries.attempts()) {
      throw unknown;
    }
    try {
      pause(attempt);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unknown;
    }
  }

  private void pause(int attempt) throws InterruptedException {
    double random = environment.random().getAsDouble();
    environment.pause().pause(retries.waitMillis(attempt, random));
  }
}
