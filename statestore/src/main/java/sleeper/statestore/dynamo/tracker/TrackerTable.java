package sleeper.statestore.dynamo.tracker;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import sleeper.statestore.dynamo.DynamoFailures;
import sleeper.statestore.dynamo.Items;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A DynamoDB table of a tracker. Reads are consistent and return all pages.
 *
 * <p>All methods throw {@link UncheckedIOException} if DynamoDB does not do what it was asked for;
 * a write may have happened all the same, and can be repeated.
 *
 * @param client of DynamoDB; stays the caller's
 * @param name of the table
 */
record TrackerTable(DynamoDbClient client, String name) {

  /** Puts an item in place of the one of the same key. */
  void put(Map<String, AttributeValue> item) {
    writing(() -> client.putItem(put -> put.tableName(name).item(item)));
  }

  /** All items of a hash key. */
  List<Map<String, AttributeValue>> items(String hashName, String hash) {
    return reading(
        () ->
            client
                .queryPaginator(
                    query ->
                        query
                            .tableName(name)
                            .consistentRead(true)
                            .keyConditionExpression("#hash = :hash")
                            .expressionAttributeNames(Map.of("#hash", hashName))
                            .expressionAttributeValues(Map.of(":hash", Items.text(hash))))
                .items()
                .stream()
                .toList());
  }

  /** The items of a hash key whose range key begins so. */
  List<Map<String, AttributeValue>> items(
      String hashName, String hash, String rangeName, String prefix) {
    return reading(
        () ->
            client
                .queryPaginator(
                    query ->
                        query
                            .tableName(name)
                            .consistentRead(true)
                            .keyConditionExpression(
                                "#hash = :hash AND begins_with(#range, :prefix)")
                            .expressionAttributeNames(
                                Map.of("#hash", hashName, "#range", rangeName))
                            .expressionAttributeValues(
                                Map.of(":hash", Items.text(hash), ":prefix", Items.text(prefix))))
                .items()
                .stream()
                .toList());
  }

  /** All items. */
  List<Map<String, AttributeValue>> all() {
    return reading(
        () ->
            client.scanPaginator(scan -> scan.tableName(name).consistentRead(true)).items().stream()
                .toList());
  }

  /** Does something that reads. */
  <T> T reading(Supplier<T> request) {
    try {
      return request.get();
    } catch (SdkException e) {
      throw DynamoFailures.unread("DynamoDB table %s could not be read".formatted(name), e);
    }
  }

  /** Does something that writes. */
  void writing(Runnable request) {
    try {
      request.run();
    } catch (SdkException e) {
      throw DynamoFailures.unread("DynamoDB table %s could not be written to".formatted(name), e);
    }
  }
}
