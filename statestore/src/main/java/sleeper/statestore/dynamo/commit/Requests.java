package sleeper.statestore.dynamo.commit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import sleeper.core.error.CommitStateUnknown;
import sleeper.statestore.dynamo.DynamoFailures;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;

/**
 * Sends requests, and tells what is known after each. Thread-safe.
 *
 * <p>The client sends a request again when it got no answer. So an error that came to the second
 * sending says nothing about the first, which may have been done: only the answer to a single
 * sending is trusted. A refusal is trusted always, as a condition that failed once something was
 * there fails for all sendings alike; what the first sending did itself is looked up by the caller.
 */
final class Requests {

  private static final int BAD_REQUEST = 400;
  private static final int SERVER_ERROR = 500;

  private final DynamoDbClient client;

  Requests(DynamoDbClient client) {
    this.client = client;
  }

  /**
   * Reads.
   *
   * @throws UncheckedIOException if there was no answer
   */
  <T> T read(String what, Function<DynamoDbClient, T> request) {
    try {
      return request.apply(client);
    } catch (SdkException e) {
      throw new UncheckedIOException(
          new IOException(
              "DynamoDB did not answer when asked for %s: %s".formatted(what, said(e)), e));
    }
  }

  /** An item as it is now, empty if there is none. */
  Map<String, AttributeValue> item(String what, String table, Map<String, AttributeValue> key) {
    return read(
            what, dynamo -> dynamo.getItem(r -> r.tableName(table).key(key).consistentRead(true)))
        .item();
  }

  /**
   * Writes one item under a condition.
   *
   * @throws UncheckedIOException if it was certainly not done
   * @throws CommitStateUnknown if nobody can tell
   */
  WriteResult write(String what, Consumer<DynamoDbClient> request) {
    try {
      request.accept(client);
      return WriteResult.DONE;
    } catch (ConditionalCheckFailedException e) {
      return WriteResult.REFUSED;
    } catch (TransactionCanceledException e) {
      return cancelled(what, e);
    } catch (TransactionConflictException e) {
      return contended(what, e);
    } catch (SdkException e) {
      throw failed(what, e);
    }
  }

  /**
   * Writes items, all or none, under the conditions of each. The client names the request by a
   * token of its own, so that sending it twice does it once.
   *
   * @throws UncheckedIOException if it was certainly not done
   * @throws CommitStateUnknown if nobody can tell
   */
  WriteResult write(String what, List<TransactWriteItem> items) {
    return writeAll(what, items).result();
  }

  /** The same, and which of the items refused. Throws like {@link #write(String, List)}. */
  TransactionResult writeAll(String what, List<TransactWriteItem> items) {
    Set<Integer> refused = new HashSet<>();
    WriteResult result =
        write(
            what,
            dynamo -> {
              try {
                dynamo.transactWriteItems(r -> r.transactItems(items));
              } catch (TransactionCanceledException e) {
                refused.addAll(refused(e));
                throw e;
              }
            });
    return new TransactionResult(result, refused);
  }

  private static Set<Integer> refused(TransactionCanceledException e) {
    return IntStream.range(0, e.cancellationReasons().size())
        .filter(item -> DynamoFailures.isConditionFailed(e, item))
        .boxed()
        .collect(Collectors.toSet());
  }

  private static WriteResult cancelled(String what, TransactionCanceledException e) {
    if (DynamoFailures.isConditionFailed(e)) {
      return WriteResult.REFUSED;
    } else if (DynamoFailures.isContention(e)) {
      return contended(what, e);
    }
    throw failed(what, e);
  }

  private static WriteResult contended(String what, SdkException e) {
    if (!DynamoFailures.wasSentOnce(e)) {
      throw failed(what, e);
    }
    return WriteResult.CONTENDED;
  }

  private static RuntimeException failed(String what, SdkException e) {
    String message = "DynamoDB did not confirm %s: %s".formatted(what, said(e));
    boolean refused =
        e instanceof AwsServiceException answer
            && answer.statusCode() >= BAD_REQUEST
            && answer.statusCode() < SERVER_ERROR
            && !(e instanceof TransactionInProgressException);
    return refused && DynamoFailures.wasSentOnce(e)
        ? new UncheckedIOException(new IOException(message, e))
        : new CommitStateUnknown(message, e);
  }

  private static String said(SdkException e) {
    return String.valueOf(e.getMessage());
  }
}
