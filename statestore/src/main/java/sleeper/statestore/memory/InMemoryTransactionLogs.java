package sleeper.statestore.memory;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import sleeper.core.error.CommitConflict;
import sleeper.core.error.CommitRejected;
import sleeper.core.statestore.log.LogEntry;
import sleeper.core.statestore.log.TransactionLog;
import sleeper.core.statestore.log.TransactionLogs;
import sleeper.core.statestore.transaction.LogKind;

/**
 * Transaction logs in memory, guarded by one lock, so that {@link #inTransaction} makes an append
 * and other changes one step.
 */
public final class InMemoryTransactionLogs implements TransactionLogs {

  private record LogId(String tableId, LogKind kind) {}

  private final Map<LogId, InMemoryLog> logs = new HashMap<>();
  private final Set<String> dropped = new HashSet<>();
  private Runnable beforeAppend = () -> {};

  @Override
  public synchronized TransactionLog log(String tableId, LogKind kind) {
    return logs.computeIfAbsent(new LogId(tableId, kind), InMemoryLog::new);
  }

  /**
   * Runs changes that nobody sees half done. They must check everything before they change
   * anything: nothing is rolled back.
   */
  public synchronized <T> T inTransaction(Supplier<T> changes) {
    return changes.get();
  }

  /** Forgets the logs of a table for good; appends to them are rejected from now on. */
  public synchronized void drop(String tableId) {
    dropped.add(tableId);
    logs.keySet().removeIf(log -> log.tableId().equals(tableId));
  }

  /** Whether a table was dropped. */
  public synchronized boolean isDropped(String tableId) {
    return dropped.contains(tableId);
  }

  /**
   * Lets another writer in: runs {@code action} once, after the next append was called and before
   * it looks at the log.
   */
  public synchronized void beforeNextAppend(Runnable action) {
    beforeAppend = action;
  }

  private synchronized void letOtherWriterIn() {
    Runnable action = beforeAppend;
    beforeAppend = () -> {};
    action.run();
  }

  private final class InMemoryLog implements TransactionLog {

    private final LogId id;
    private final List<LogEntry> entries = new ArrayList<>();

    private InMemoryLog(LogId id) {
      this.id = id;
    }

    @Override
    public void append(LogEntry entry) {
      letOtherWriterIn();
      synchronized (InMemoryTransactionLogs.this) {
        if (dropped.contains(id.tableId())) {
          throw new CommitRejected("The table was dropped: table=" + id.tableId());
        }
        long next = lastNumber().orElse(0) + 1;
        if (entry.number() != next) {
          throw new CommitConflict(
              "The transaction number is taken or not the next: table=%s, log=%s, number=%d, next=%d"
                  .formatted(id.tableId(), id.kind(), entry.number(), next));
        }
        entries.add(entry);
      }
    }

    @Override
    public void read(long after, long upTo, Consumer<LogEntry> reader) {
      List<LogEntry> read;
      synchronized (InMemoryTransactionLogs.this) {
        read = entries.stream().filter(e -> e.number() > after && e.number() <= upTo).toList();
      }
      read.forEach(reader);
    }

    @Override
    public OptionalLong firstNumber() {
      synchronized (InMemoryTransactionLogs.this) {
        return entries.isEmpty() ? OptionalLong.empty() : OptionalLong.of(entries.get(0).number());
      }
    }

    @Override
    public OptionalLong lastNumber() {
      synchronized (InMemoryTransactionLogs.this) {
        return entries.isEmpty()
            ? OptionalLong.empty()
            : OptionalLong.of(entries.get(entries.size() - 1).number());
      }
    }

    @Override
    public void deleteUpTo(long number) {
      synchronized (InMemoryTransactionLogs.this) {
        long last = lastNumber().orElse(0);
        entries.removeIf(entry -> entry.number() <= number && entry.number() < last);
      }
    }
  }
}
