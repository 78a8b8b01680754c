package sleeper.storage.s3;

import java.time.Duration;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/**
 * Sets up clients of S3 as the adapters of this package need them. Region, credentials, endpoint
 * and path style are for the caller to set.
 */
public final class S3Clients {

  /**
   * When the last attempt of a request is over, whatever happens. A run that was fenced sends
   * nothing any more that long after: {@code CollectorSettings.longestRequest} has to be longer.
   */
  public static final Duration LONGEST_REQUEST = Duration.ofMinutes(15);

  private static final Duration LONGEST_ATTEMPT = Duration.ofMinutes(3);
  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(30);
  private static final Duration LONGEST_CONNECT = Duration.ofSeconds(10);
  private static final int MOST_CONNECTIONS = 256;
  private static final int MOST_ATTEMPTS = 6;

  private S3Clients() {}

  /**
   * Sets an HTTP client of its own, which is closed with the client, and retries: failed attempts,
   * those that S3 had no time for and those that ran into another one are repeated after a wait of
   * random length that grows up to 20 seconds, within {@link #LONGEST_REQUEST}.
   */
  public static S3ClientBuilder configure(S3ClientBuilder builder) {
    ClientOverrideConfiguration.Builder override = builder.overrideConfiguration().toBuilder();
    return builder
        .httpClientBuilder(
            ApacheHttpClient.builder()
                .maxConnections(MOST_CONNECTIONS)
                .connectionTimeout(LONGEST_CONNECT)
                .socketTimeout(LONGEST_SILENCE)
                .tcpKeepAlive(true))
        .overrideConfiguration(
            override
                .retryStrategy(retries())
                .apiCallAttemptTimeout(LONGEST_ATTEMPT)
                .apiCallTimeout(LONGEST_REQUEST)
                .build());
  }

  private static StandardRetryStrategy retries() {
    return AwsRetryStrategy.standardRetryStrategy().toBuilder()
        .maxAttempts(MOST_ATTEMPTS)
        .retryOnException(S3Clients::isConflict)
        .build();
  }

  /** S3 asks for another attempt where two conditional writes of one key met. */
  private static boolean isConflict(Throwable failure) {
    return failure instanceof AwsServiceException answer
        && S3Failures.hasCode(answer, S3Failures.CONFLICT);
  }
}
