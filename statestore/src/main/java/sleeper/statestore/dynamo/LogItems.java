package sleeper.statestore.dynamo;

import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import sleeper.core.error.CorruptData;
import sleeper.core.statestore.log.LogEntry;
import sleeper.core.statestore.transaction.TransactionType;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Entries of transaction logs as items, as Sleeper has them. Attributes that it does not know are
 * passed over by everybody.
 */
public final class LogItems {

  public static final String TABLE_ID = "TABLE_ID";
  public static final String NUMBER = "TRANSACTION_NUMBER";
  public static final String BODY_KEY = "BODY_S3_KEY";

  /** Puts an item only where there is none of its number. */
  public static final String IF_FREE = "attribute_not_exists(" + NUMBER + ")";

  private static final String UPDATE_TIME = "UPDATE_TIME";
  private static final String TYPE = "TYPE";
  private static final String BODY = "BODY";

  private LogItems() {}

  /** The key of the item of a number. */
  public static Map<String, AttributeValue> key(String tableId, long number) {
    return Map.of(TABLE_ID, Items.text(tableId), NUMBER, Items.number(number));
  }

  /**
   * The item of an entry.
   *
   * @param bodyKey where its body is; empty if it is in the item
   */
  public static Map<String, AttributeValue> item(
      String tableId, LogEntry entry, Optional<String> bodyKey) {
    Map<String, AttributeValue> item = new HashMap<>(key(tableId, entry.number()));
    item.put(UPDATE_TIME, Items.millis(entry.updateTime()));
    item.put(TYPE, Items.text(entry.type().name()));
    if (bodyKey.isPresent()) {
      item.put(BODY_KEY, Items.text(bodyKey.get()));
    } else {
      item.put(BODY, Items.text(entry.body()));
    }
    return item;
  }

  /** The entry of an item, with its body wherever that is. */
  public static LogEntry entry(Map<String, AttributeValue> item, LogBodies bodies) {
    Optional<String> bodyKey = Items.findText(item, BODY_KEY);
    return new LogEntry(
        Items.number(item, NUMBER),
        Items.time(item, UPDATE_TIME),
        type(item),
        bodyKey.isPresent() ? bodies.read(bodyKey.get()) : Items.text(item, BODY));
  }

  private static TransactionType type(Map<String, AttributeValue> item) {
    String name = Items.text(item, TYPE);
    return TransactionType.find(name)
        .orElseThrow(
            () ->
                new UncheckedIOException(
                    new CorruptData(
                        ("A transaction in the log has a type that is not known; it may come from a"
                                + " later version of Sleeper: table=%s, number=%d, type=%s")
                            .formatted(
                                Items.text(item, TABLE_ID), Items.number(item, NUMBER), name))));
  }
}
