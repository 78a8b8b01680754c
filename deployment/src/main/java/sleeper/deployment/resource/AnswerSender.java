package sleeper.deployment.resource;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sleeper.core.statestore.log.CommitEnvironment.Pause;

/**
 * Gives answers to CloudFormation: puts them to a signed URL of S3. An answer may arrive twice. A
 * stack whose answer is lost waits for an hour, so it is tried several times.
 */
public final class AnswerSender {

  private static final Logger LOG = LoggerFactory.getLogger(AnswerSender.class);
  private static final int ATTEMPTS = 4;
  private static final long FIRST_WAIT_MILLIS = 200;
  private static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(2);
  private static final int SERVER_ERROR = 500;

  private final HttpClient client;
  private final Pause pause;

  /** A sender that waits between attempts. */
  public AnswerSender(Pause pause) {
    this.pause = pause;
    client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(ATTEMPT_TIMEOUT)
            .build();
  }

  /**
   * Answers a request.
   *
   * @throws IOException if the answer was not taken
   */
  public void send(ResourceRequest request, ResourceAnswer answer) throws IOException {
    String body = answer.toJson(request.ids());
    // The URL is signed for no content type; the client adds none.
    HttpRequest put =
        HttpRequest.newBuilder(request.responseUrl())
            .timeout(ATTEMPT_TIMEOUT)
            .PUT(BodyPublishers.ofString(body))
            .build();
    long wait = FIRST_WAIT_MILLIS;
    for (int attempt = 1; !isTaken(put, attempt == ATTEMPTS); attempt++) {
      waitFor(wait);
      wait *= 2;
    }
    LOG.info("Answered CloudFormation: {}", body);
  }

  private boolean isTaken(HttpRequest put, boolean isLast) throws IOException {
    try {
      HttpResponse<String> response = client.send(put, BodyHandlers.ofString());
      if (response.statusCode() < 300) {
        return true;
      }
      String refusal =
          "CloudFormation did not take the answer: status %d, %s"
              .formatted(response.statusCode(), response.body());
      if (isLast || response.statusCode() < SERVER_ERROR) {
        throw new AnswerRefused(refusal);
      }
      LOG.warn(refusal);
      return false;
    } catch (InterruptedException e) {
      throw interrupted(e);
    } catch (AnswerRefused e) {
      throw e;
    } catch (IOException e) {
      if (isLast) {
        throw new IOException("CloudFormation could not be answered: " + e, e);
      }
      LOG.warn("CloudFormation could not be answered yet", e);
      return false;
    }
  }

  private void waitFor(long millis) throws IOException {
    try {
      pause.pause(millis);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static IOException interrupted(InterruptedException cause) {
    Thread.currentThread().interrupt();
    InterruptedIOException interrupted = new InterruptedIOException("Interrupted while answering");
    interrupted.initCause(cause);
    return interrupted;
  }

  /** Trying again would not help. */
  private static final class AnswerRefused extends IOException {
    private AnswerRefused(String message) {
      super(message);
    }
  }
}
