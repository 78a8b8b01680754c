package sleeper.instance.aws.requests;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;

/** What DynamoDB says that requests took. */
final class ConsumedUnits {

  private ConsumedUnits() {}

  /** The request, with the question what it took where there is such a question. */
  static SdkRequest askedFor(SdkRequest request) {
    if (!(request instanceof DynamoDbRequest)) {
      return request;
    }
    for (SdkField<?> field : request.sdkFields()) {
      if (field.memberName().equals("ReturnConsumedCapacity")) {
        SdkRequest.Builder asking = request.toBuilder();
        field.set(asking, ReturnConsumedCapacity.TOTAL.toString());
        return asking.build();
      }
    }
    return request;
  }

  /** Counts what an answer says. */
  static void count(SdkRequest request, SdkResponse response, RequestCounter counter) {
    if (!(request instanceof DynamoDbRequest)) {
      return;
    }
    Object consumed = response.getValueForField("ConsumedCapacity", Object.class).orElse(List.of());
    // One for a request of one table, a list for those of several.
    Collection<?> all = consumed instanceof Collection<?> many ? many : List.of(consumed);
    for (Object each : all) {
      if (each instanceof ConsumedCapacity capacity) {
        count(capacity, isRead(request), counter);
      }
    }
  }

  /** Transactions say apart what they wrote and what they read to check it; others say one sum. */
  private static void count(ConsumedCapacity capacity, boolean isRead, RequestCounter counter) {
    if (capacity.writeCapacityUnits() != null || capacity.readCapacityUnits() != null) {
      counter.wrote(orNone(capacity.writeCapacityUnits()));
      counter.read(orNone(capacity.readCapacityUnits()));
    } else if (isRead) {
      counter.read(orNone(capacity.capacityUnits()));
    } else {
      counter.wrote(orNone(capacity.capacityUnits()));
    }
  }

  private static double orNone(@Nullable Double units) {
    return units == null ? 0 : units;
  }

  private static boolean isRead(SdkRequest request) {
    return request instanceof GetItemRequest
        || request instanceof QueryRequest
        || request instanceof ScanRequest
        || request instanceof BatchGetItemRequest
        || request instanceof TransactGetItemsRequest;
  }
}
