package sleeper.aws.queue;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;

/**
 * One request for messages, which whoever waits for it can be interrupted in.
 *
 * <p>The HTTP client does not hear of interruptions while it waits for an answer, and SQS holds the
 * messages of an answer that nobody takes. So a thread of its own waits for the answer, and goes on
 * doing so after an interruption, to let go of the messages that come with it.
 *
 * @param client of SQS
 * @param request for messages
 * @param unwanted takes each message that came after the interruption
 */
record SqsPoll(SqsClient client, ReceiveMessageRequest request, Consumer<Message> unwanted) {

  private static final Logger LOGGER = LoggerFactory.getLogger(SqsPoll.class);

  /**
   * Waits for the answer.
   *
   * @throws SdkException if there is none
   * @throws InterruptedException if the thread was interrupted, before or meanwhile
   */
  List<Message> await() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("Interrupted before messages were received");
    }
    CompletableFuture<List<Message>> answer =
        CompletableFuture.supplyAsync(
            () -> client.receiveMessage(request).messages(), SqsPoll::start);
    try {
      return answer.get();
    } catch (InterruptedException e) {
      start(() -> letGo(answer));
      throw e;
    } catch (ExecutionException e) {
      throw e.getCause() instanceof SdkException failure
          ? failure
          : new IllegalStateException("A request to SQS failed in an unforeseen way", e);
    }
  }

  private void letGo(CompletableFuture<List<Message>> answer) {
    List<Message> messages;
    try {
      messages = answer.join();
    } catch (CompletionException e) {
      LOGGER.debug("A request for messages that was given up has failed", e);
      return;
    }
    for (Message message : messages) {
      try {
        unwanted.accept(message);
      } catch (RuntimeException e) {
        LOGGER.warn("A message could not be given back; it can be received later", e);
      }
    }
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "sqs-poll");
    thread.setDaemon(true);
    thread.start();
  }
}
