package sleeper.instance.aws;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import sleeper.core.statestore.transaction.TransactionType;
import sleeper.statestore.dynamo.commit.CommitQueue;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The queue of Sleeper's committer: first in, first out for each table. */
final class SqsCommitQueue implements CommitQueue {

  private final SqsClient client;
  private final String url;

  SqsCommitQueue(SqsClient client, String url) {
    this.client = client;
    this.url = url;
  }

  @Override
  public void send(String tableId, TransactionType type, String bodyKey, String deduplicationId) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("tableId", tableId);
    body.put("transactionType", type.name());
    body.put("bodyKey", bodyKey);
    try {
      client.sendMessage(
          request ->
              request
                  .queueUrl(url)
                  .messageBody(body.toString())
                  .messageGroupId(tableId)
                  .messageDeduplicationId(deduplicationId));
    } catch (SdkException e) {
      throw new UncheckedIOException(
          new IOException(
              "A transaction could not be sent to Sleeper's committer: %s: queue=%s"
                  .formatted(e.getMessage(), url),
              e));
    }
  }
}
