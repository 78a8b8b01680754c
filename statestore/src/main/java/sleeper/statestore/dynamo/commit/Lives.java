package sleeper.statestore.dynamo.commit;

import java.util.Map;
import sleeper.statestore.dynamo.DynamoState;
import sleeper.statestore.dynamo.Items;
import sleeper.statestore.dynamo.Ownership;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The life of a table that the ledger counts jobs in.
 *
 * <p>Which life a table is in follows from its log. Where Sleeper cuts logs off, and its snapshots
 * do not say, a reader that starts from one takes a table for never cleared, while another that has
 * followed the log knows better: the ledger of a shared instance therefore keeps the newest life
 * that anybody has seen. It is read and not part of transactions: in those, all commits to a table
 * would be in each other's way. Thread-safe.
 */
final class Lives {

  static final String NUMBER = "LIFE_NUMBER";

  private final Requests requests;
  private final String ledger;
  private final boolean kept;

  Lives(Requests requests, DynamoState state) {
    this.requests = requests;
    this.ledger = state.names().ledger();
    this.kept = state.ownership() == Ownership.SHARED;
  }

  /** The life to count in for somebody who sees a table in a life. */
  long current(String tableId, long seen) {
    return kept ? Math.max(seen, newest(tableId)) : seen;
  }

  /** The same, kept for everybody to come. */
  long entered(String tableId, long seen) {
    long newest = current(tableId, seen);
    if (kept && newest == seen && seen > 0) {
      requests.write(
          "the life of a table",
          dynamo ->
              dynamo.updateItem(
                  r ->
                      r.tableName(ledger)
                          .key(Keys.item(tableId, Keys.LIFE))
                          .updateExpression("SET " + NUMBER + " = :life")
                          .conditionExpression(
                              "attribute_not_exists(ENTRY) OR " + NUMBER + " < :life")
                          .expressionAttributeValues(Map.of(":life", Items.number(seen)))));
    }
    return newest;
  }

  private long newest(String tableId) {
    Map<String, AttributeValue> item =
        requests.item("the life of a table", ledger, Keys.item(tableId, Keys.LIFE));
    return item.isEmpty() ? 0 : Items.number(item, NUMBER);
  }
}
