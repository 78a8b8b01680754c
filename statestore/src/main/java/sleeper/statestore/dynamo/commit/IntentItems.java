package sleeper.statestore.dynamo.commit;

import java.util.HashMap;
import java.util.Map;
import sleeper.core.ingest.JobRequest;
import sleeper.core.ingest.RunToken;
import sleeper.core.ingest.WriteIntent;
import sleeper.core.ingest.WriteIntent.Phase;
import sleeper.statestore.dynamo.Items;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Write intents as items. */
final class IntentItems {

  static final String RUN_ID = "RUN_ID";
  static final String EPOCH = "EPOCH";
  static final String TABLE_LIFE = "TABLE_LIFE";
  static final String LEDGER_LIFE = "LEDGER_LIFE";
  static final String JOB_ID = "JOB_ID";
  static final String FINGERPRINT = "FINGERPRINT";
  static final String KEY_PREFIX = "KEY_PREFIX";
  static final String OWNER = "OWNER";
  static final String START_TIME = "START_TIME";
  static final String LEASE_EXPIRES = "LEASE_EXPIRES";
  static final String PHASE = "PHASE";
  static final String PHASE_SINCE = "PHASE_SINCE";

  private IntentItems() {}

  static Map<String, AttributeValue> write(StoredIntent stored) {
    WriteIntent intent = stored.intent();
    Map<String, AttributeValue> item =
        new HashMap<>(Keys.item(intent.tableId(), Keys.run(intent.runId())));
    item.put(RUN_ID, Items.text(intent.runId()));
    item.put(EPOCH, Items.number(intent.token().epoch()));
    item.put(TABLE_LIFE, Items.number(intent.tableLife()));
    item.put(LEDGER_LIFE, Items.number(stored.ledgerLife()));
    item.put(JOB_ID, Items.text(intent.job().jobId()));
    item.put(FINGERPRINT, Items.text(intent.job().fingerprint()));
    item.put(KEY_PREFIX, Items.text(intent.keyPrefix()));
    item.put(OWNER, Items.text(intent.owner()));
    item.put(START_TIME, Items.millis(intent.startedAt()));
    item.put(LEASE_EXPIRES, Items.millis(intent.leaseExpires()));
    item.put(PHASE, Items.text(intent.phase().name()));
    if (intent.phaseSince() != null) {
      item.put(PHASE_SINCE, Items.millis(intent.phaseSince()));
    }
    return item;
  }

  static StoredIntent read(Map<String, AttributeValue> item) {
    WriteIntent intent =
        new WriteIntent(
            new RunToken(
                Items.text(item, Keys.TABLE_ID),
                Items.text(item, RUN_ID),
                Items.number(item, EPOCH)),
            Items.number(item, TABLE_LIFE),
            new JobRequest(Items.text(item, JOB_ID), Items.text(item, FINGERPRINT)),
            Items.text(item, KEY_PREFIX),
            Items.text(item, OWNER),
            Items.time(item, START_TIME),
            Items.time(item, LEASE_EXPIRES),
            Phase.valueOf(Items.text(item, PHASE)),
            item.containsKey(PHASE_SINCE) ? Items.time(item, PHASE_SINCE) : null);
    return new StoredIntent(intent, Items.number(item, LEDGER_LIFE));
  }
}
