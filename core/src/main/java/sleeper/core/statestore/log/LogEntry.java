package sleeper.core.statestore.log;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import sleeper.core.statestore.transaction.TransactionType;

/**
 * One transaction in a log, as it is stored.
 *
 * @param number its place in the log, from 1 without gaps
 * @param updateTime when, by the writer's clock, in whole milliseconds
 * @param type what kind of transaction
 * @param body the JSON of the transaction
 */
public record LogEntry(long number, Instant updateTime, TransactionType type, String body) {

  public LogEntry {
    if (number < 1) {
      throw new IllegalArgumentException("Transactions are numbered from 1: number=" + number);
    }
    updateTime = updateTime.truncatedTo(ChronoUnit.MILLIS);
  }
}
