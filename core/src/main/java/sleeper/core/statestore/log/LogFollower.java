package sleeper.core.statestore.log;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import sleeper.core.error.CorruptData;

/**
 * Keeps a state up to date with its log. Thread-safe.
 *
 * @param <S> the state
 */
final class LogFollower<S> {

  /** A state and how far the log has been read for it. */
  record Position<S>(S state, long number) {}

  /** Makes and advances states. */
  interface Applier<S> {

    /** Where to start reading: the newest snapshot at or below a number, or the empty state. */
    Position<S> start(long atMost);

    /** The state after these entries; those of the other log's types change nothing. */
    S apply(S state, List<LogEntry> entries) throws CorruptData;
  }

  private final TransactionLog log;
  private final Applier<S> applier;
  private Position<S> current;
  private boolean started;

  LogFollower(TransactionLog log, Applier<S> applier, S empty) {
    this.log = log;
    this.applier = applier;
    this.current = new Position<>(empty, 0);
  }

  TransactionLog log() {
    return log;
  }

  /** The state after everything in the log when the call began. */
  synchronized Position<S> latest() {
    if (!started) {
      current = applier.start(Long.MAX_VALUE);
      started = true;
    }
    List<LogEntry> entries = entriesAfter(current.number(), Long.MAX_VALUE);
    if (!continues(current.number(), entries)) {
      current = applier.start(Long.MAX_VALUE);
      entries = entriesAfter(current.number(), Long.MAX_VALUE);
      requireContinues(current.number(), entries);
    }
    current = advance(current, entries);
    return current;
  }

  /**
   * The state after the entry at a number, which has been written.
   *
   * @throws UnreadableVersion if neither the log nor a snapshot reaches back that far
   */
  Position<S> at(long number) throws UnreadableVersion {
    Position<S> start = applier.start(number);
    List<LogEntry> entries = entriesAfter(start.number(), number);
    long last = entries.isEmpty() ? start.number() : entries.get(entries.size() - 1).number();
    if (!continues(start.number(), entries) || last < number) {
      throw new UnreadableVersion();
    }
    return advance(start, entries);
  }

  /** Neither the log nor a snapshot reaches back far enough. */
  static final class UnreadableVersion extends Exception {

    private static final long serialVersionUID = 1L;
  }

  private Position<S> advance(Position<S> from, List<LogEntry> entries) {
    if (entries.isEmpty()) {
      return from;
    }
    try {
      S state = applier.apply(from.state(), entries);
      return new Position<>(state, entries.get(entries.size() - 1).number());
    } catch (CorruptData e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<LogEntry> entriesAfter(long number, long upTo) {
    List<LogEntry> entries = new ArrayList<>();
    log.read(number, upTo, entries::add);
    return entries;
  }

  private static boolean continues(long number, List<LogEntry> entries) {
    return entries.isEmpty() || entries.get(0).number() == number + 1;
  }

  private void requireContinues(long number, List<LogEntry> entries) {
    if (!continues(number, entries)) {
      String message =
          "The transaction log is cut off and no snapshot covers it: wanted=%d, first=%d"
              .formatted(number + 1, entries.get(0).number());
      throw new UncheckedIOException(new CorruptData(message));
    }
  }
}
