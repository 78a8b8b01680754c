package sleeper.core.statestore.log;

import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * The log of one kind of one table: an ordered list of transactions that only grows at its end, and
 * may be trimmed at its start. Thread-safe; other processes write to it at the same time.
 *
 * <p>Whoever appends at a number has to have applied everything below it. What cannot be read or
 * reached at all is reported as {@link java.io.UncheckedIOException}; after one from {@link
 * #append} the entry is not in the log.
 */
public interface TransactionLog {

  /**
   * Appends an entry, durably, if its number is the next one.
   *
   * @throws sleeper.core.error.CommitConflict if another entry has the number, or it is not the
   *     next. The entry there may be this very one, if an earlier answer was lost: compare
   * @throws sleeper.core.error.CommitRejected if the table is gone
   * @throws sleeper.core.error.CommitStateUnknown if the answer was lost. Appending the identical
   *     entry again settles it: it succeeds, or it conflicts with what is at the number
   */
  void append(LogEntry entry);

  /**
   * Hands over the entries with numbers in {@code after+1} to {@code upTo}, in order, as they were
   * at one time after the call began.
   */
  void read(long after, long upTo, Consumer<LogEntry> reader);

  /** Hands over all entries with numbers above {@code after}, in order. */
  default void readAfter(long after, Consumer<LogEntry> reader) {
    read(after, Long.MAX_VALUE, reader);
  }

  /** The number of the first entry still held, if there is one. */
  OptionalLong firstNumber();

  /** The number of the last entry still held, if there is one. */
  OptionalLong lastNumber();

  /**
   * Deletes the entries with numbers up to {@code number}, which must all be in a snapshot; the
   * last entry always stays, so that numbers go on from it.
   */
  void deleteUpTo(long number);
}
