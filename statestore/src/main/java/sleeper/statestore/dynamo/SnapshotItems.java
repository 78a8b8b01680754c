package sleeper.statestore.dynamo;

import java.util.Map;
import sleeper.core.statestore.snapshot.SnapshotRecord;
import sleeper.core.statestore.transaction.LogKind;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Snapshots as items, as Sleeper has them. */
public final class SnapshotItems {

  static final String TABLE_AND_KIND = "TABLE_ID_AND_SNAPSHOT_TYPE";
  static final String NUMBER = "TRANSACTION_NUMBER";
  private static final String TABLE_ID = "TABLE_ID";
  private static final String PATH = "PATH";
  private static final String UPDATE_TIME = "UPDATE_TIME";
  private static final String TYPE = "SNAPSHOT_TYPE";

  private SnapshotItems() {}

  static String tableAndKind(String tableId, LogKind kind) {
    return tableId + "|" + kind.name();
  }

  static Map<String, AttributeValue> key(SnapshotRecord snapshot) {
    return Map.of(
        TABLE_AND_KIND,
        Items.text(tableAndKind(snapshot.tableId(), snapshot.kind())),
        NUMBER,
        Items.number(snapshot.number()));
  }

  static Map<String, AttributeValue> item(SnapshotRecord snapshot) {
    Map<String, AttributeValue> item = Items.copyOf(key(snapshot));
    item.put(TABLE_ID, Items.text(snapshot.tableId()));
    item.put(PATH, Items.text(snapshot.filename()));
    item.put(UPDATE_TIME, Items.millis(snapshot.updateTime()));
    item.put(TYPE, Items.text(snapshot.kind().name()));
    return item;
  }

  static SnapshotRecord record(Map<String, AttributeValue> item) {
    return new SnapshotRecord(
        Items.text(item, TABLE_ID),
        LogKind.valueOf(Items.text(item, TYPE)),
        Items.number(item, NUMBER),
        Items.text(item, PATH),
        Items.time(item, UPDATE_TIME));
  }

  /** The key of the latest snapshots of a table. */
  public static Map<String, AttributeValue> latestKey(String tableId) {
    return Map.of(TABLE_ID, Items.text(tableId));
  }

  /** The attribute of the latest snapshots that has the number of a kind. */
  public static String latestNumber(LogKind kind) {
    return kind.name() + "_TRANSACTION_NUMBER";
  }

  /** The attribute of the latest snapshots that has the path of a kind. */
  static String latestPath(LogKind kind) {
    return kind.name() + "_SNAPSHOT_PATH";
  }
}
