package sleeper.statestore.dynamo.commit;

import sleeper.core.ingest.LedgerEntry;

/** Gets files that were handed to Sleeper's committer into the table. */
interface Delivery {

  /**
   * Hands the transaction of a queued claim over, again if need be, and waits until the log has it.
   *
   * @return the entry of the claim, with the number that its files got
   * @throws sleeper.core.error.CommitStateUnknown if the log does not have it within the time; it
   *     may get it at any time
   */
  LedgerEntry deliver(StoredIntent intent, JobItem claim);
}
