package sleeper.statestore.dynamo.commit;

import sleeper.core.ingest.RunToken;
import sleeper.core.ingest.WriteIntent;
import sleeper.core.ingest.WriteIntent.Phase;

/**
 * A write intent with the life that the ledger counts its job in, see {@link Lives}.
 *
 * @param intent the intent
 * @param ledgerLife the life
 */
record StoredIntent(WriteIntent intent, long ledgerLife) {

  JobKey jobKey() {
    return new JobKey(intent.tableId(), ledgerLife, intent.job().jobId());
  }

  boolean isOpenFor(RunToken run) {
    return intent.phase() == Phase.OPEN && intent.token().equals(run);
  }
}
