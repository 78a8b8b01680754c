package sleeper.statestore.dynamo.commit;

import java.util.Optional;

/**
 * Whether what the ledger says of a job is about the log that the table has now. Sleeper's own
 * tools can delete the log of a table and start another from its first number; the jobs of the old
 * one are then not in the table. Thread-safe.
 */
final class Incarnations {

  private final CommitParts parts;

  Incarnations(CommitParts parts) {
    this.parts = parts;
  }

  /**
   * Whether a committed job counts. Where the log has been cut off behind it, it does: that it was
   * started anew could only be told while it is shorter, or has another entry there.
   *
   * @param life the life that the table is in by its log; where that was started anew, the ledger
   *     may count in a later one
   */
  boolean holds(String tableId, long life, JobItem job) {
    long number = job.claimed().transactionNumber();
    if (!parts.isShared() || number == 0) {
      return true;
    } else if (number < life) {
      return false;
    }
    Optional<LoggedRun> logged = parts.log().entry(tableId, number);
    if (logged.isPresent()) {
      return isItsOwn(tableId, job, logged.get()) || parts.log().isStray(tableId, number);
    }
    return parts.log().last(tableId).orElse(0) > number;
  }

  /** Sleeper's committer does not say whose entry it appends; its files do. */
  private boolean isItsOwn(String tableId, JobItem job, LoggedRun logged) {
    return job.bodyKey()
        .map(RunBodies::prefixOf)
        .map(prefix -> addsFilesUnder(tableId, logged.number(), prefix))
        .orElseGet(() -> logged.isOf(job.runId()));
  }

  private boolean addsFilesUnder(String tableId, long number, String keyPrefix) {
    return parts
        .log()
        .find(tableId, number, any -> true)
        .filter(logged -> logged.number() == number && logged.addsFilesUnder(keyPrefix))
        .isPresent();
  }
}
