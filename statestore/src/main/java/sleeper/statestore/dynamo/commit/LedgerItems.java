package sleeper.statestore.dynamo.commit;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import sleeper.core.ingest.LedgerEntry;
import sleeper.core.ingest.RunTotals;
import sleeper.statestore.dynamo.Items;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Jobs and committed runs as items of the ledger. */
final class LedgerItems {

  static final String STATE = "STATE";
  static final String RUN_ID = "RUN_ID";
  static final String TRANSACTION_NUMBER = "TRANSACTION_NUMBER";
  static final String BODY_KEY = "BODY_S3_KEY";

  /** Only committed jobs have it, so that the index holds no others. */
  static final String TABLE_AND_LIFE = "TABLE_AND_LIFE";

  private static final String JOB_ID = "JOB_ID";
  private static final String FINGERPRINT = "FINGERPRINT";
  private static final String COMMIT_TIME = "COMMIT_TIME";
  private static final String ROWS_READ = "ROWS_READ";
  private static final String ROWS_WRITTEN = "ROWS_WRITTEN";
  private static final String ROWS_REJECTED = "ROWS_REJECTED";
  private static final String ROWS_FILTERED = "ROWS_FILTERED";
  private static final String FILES = "FILES";
  private static final String BYTES = "BYTES";

  private LedgerItems() {}

  static Map<String, AttributeValue> job(JobKey key, JobItem job) {
    Map<String, AttributeValue> item = new HashMap<>(Keys.item(key.tableId(), key.entry()));
    item.put(STATE, Items.text(job.state().name()));
    item.put(RUN_ID, Items.text(job.runId()));
    job.entry().ifPresent(entry -> putEntry(item, entry));
    job.bodyKey().ifPresent(body -> item.put(BODY_KEY, Items.text(body)));
    if (job.isCommitted()) {
      item.put(TABLE_AND_LIFE, Items.text(tableAndLife(key.tableId(), key.life())));
    }
    return item;
  }

  static Map<String, AttributeValue> committedRun(String tableId, LedgerEntry entry) {
    Map<String, AttributeValue> item = new HashMap<>(Keys.item(tableId, Keys.run(entry.runId())));
    item.put(RUN_ID, Items.text(entry.runId()));
    putEntry(item, entry);
    return item;
  }

  static String tableAndLife(String tableId, long life) {
    return tableId + "#" + life;
  }

  static JobItem readJob(Map<String, AttributeValue> item) {
    return new JobItem(
        JobItem.State.valueOf(Items.text(item, STATE)),
        Items.text(item, RUN_ID),
        item.containsKey(COMMIT_TIME) ? Optional.of(readEntry(item)) : Optional.empty(),
        item.containsKey(BODY_KEY) ? Optional.of(Items.text(item, BODY_KEY)) : Optional.empty());
  }

  static LedgerEntry readEntry(Map<String, AttributeValue> item) {
    return new LedgerEntry(
        Items.text(item, JOB_ID),
        Items.text(item, FINGERPRINT),
        Items.text(item, RUN_ID),
        Items.number(item, TRANSACTION_NUMBER),
        Items.time(item, COMMIT_TIME),
        new RunTotals(
            Items.number(item, ROWS_READ),
            Items.number(item, ROWS_WRITTEN),
            Items.number(item, ROWS_REJECTED),
            Items.number(item, ROWS_FILTERED),
            Items.number(item, FILES),
            Items.number(item, BYTES)));
  }

  private static void putEntry(Map<String, AttributeValue> item, LedgerEntry entry) {
    RunTotals totals = entry.totals();
    item.put(JOB_ID, Items.text(entry.jobId()));
    item.put(FINGERPRINT, Items.text(entry.fingerprint()));
    item.put(TRANSACTION_NUMBER, Items.number(entry.transactionNumber()));
    item.put(COMMIT_TIME, Items.millis(entry.committedAt()));
    item.put(ROWS_READ, Items.number(totals.rowsRead()));
    item.put(ROWS_WRITTEN, Items.number(totals.rowsWritten()));
    item.put(ROWS_REJECTED, Items.number(totals.rowsRejected()));
    item.put(ROWS_FILTERED, Items.number(totals.rowsFiltered()));
    item.put(FILES, Items.number(totals.files()));
    item.put(BYTES, Items.number(totals.bytes()));
  }
}
