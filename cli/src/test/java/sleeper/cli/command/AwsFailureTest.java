package sleeper.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sleeper.core.error.CommitStateUnknown;
import sleeper.core.error.InvalidInput;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.AwsRegionProviderChain;
import software.amazon.awssdk.services.s3.S3Client;

class AwsFailureTest {

  private static final AwsCredentialsProvider SOME =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret"));

  @Test
  void shouldSayHowToGiveCredentials() {
    AwsCredentialsProvider none =
        () -> {
          throw SdkClientException.create("none here");
        };
    Throwable missing =
        catchThrowable(() -> AwsCredentialsProviderChain.of(none).resolveCredentials());

    assertThat(sentence(missing))
        .isEqualTo(
            "No AWS credentials were found; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or"
                + " AWS_PROFILE to a profile of aws configure");
    assertThat(sentence(new UncheckedIOException(new IOException("a: b", missing))))
        .startsWith("No AWS credentials were found");
  }

  @Test
  void shouldSayHowToNameARegion() {
    Throwable missing = catchThrowable(() -> new AwsRegionProviderChain(() -> null).getRegion());

    assertThat(sentence(missing)).startsWith("No AWS region is set; set AWS_REGION,");
  }

  @Test
  void shouldSayThatNobodyListens() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    Throwable refused = requestTo(URI.create("http://127.0.0.1:" + port));

    assertThat(sentence(refused))
        .startsWith("AWS cannot be reached: ")
        .contains("127.0.0.1:" + port)
        .endsWith("; check the network, AWS_REGION and AWS_ENDPOINT_URL");
  }

  @Test
  void shouldSayThatThereIsNoSuchHost() {
    assertThat(sentence(requestTo(URI.create("http://nowhere.invalid"))))
        .startsWith("AWS cannot be reached, as there is no host ")
        .contains("nowhere.invalid");
  }

  @ParameterizedTest
  @CsvSource({
    "403, AccessDenied, the credentials need a policy that allows it",
    "400, AccessDeniedException, the credentials need a policy that allows it",
    "404, NoSuchBucket, check the name of the bucket and AWS_REGION",
    "301, PermanentRedirect, it may be in another region: set AWS_REGION",
    "400, ResourceNotFoundException, a table of the instance is missing",
    "400, AWS.SimpleQueueService.NonExistentQueue, sleeper instance describe for the queue's URL",
    "503, SlowDown, 'AWS is busy or has a problem, so try again later'"
  })
  void shouldSayWhatToDoAboutARefusal(int status, String code, String advice) {
    AwsServiceException refusal = refusal(status, code);

    assertThat(sentence(refusal))
        .startsWith("S3 refused a request: " + code + ", not this one; ")
        .contains(advice)
        .doesNotContain("Request ID", "..");
    assertThat(sentence(new UncheckedIOException(new IOException("File a is not there", refusal))))
        .startsWith("File a is not there; ")
        .contains(advice);
  }

  @ParameterizedTest
  @CsvSource({
    "ExpiredToken, The AWS credentials have expired;",
    "InvalidAccessKeyId, AWS does not take the credentials (InvalidAccessKeyId);",
    "UnrecognizedClientException, AWS does not take the credentials (UnrecognizedClientException);"
  })
  void shouldTellOfCredentialsAlone(String code, String sentence) {
    assertThat(sentence(refusal(403, code))).startsWith(sentence);
  }

  @Test
  void shouldLeaveOurOwnSentencesAsTheyAre() {
    AwsServiceException cause = refusal(403, "AccessDenied");

    assertThat(sentence(new InvalidInput("There is no bucket b", cause)))
        .isEqualTo("There is no bucket b");
    assertThat(Failure.of(new CommitStateUnknown("lost", AbortedException.create("stop"))).code())
        .isEqualTo(ExitCode.UNKNOWN);
  }

  @Test
  void shouldTakeAnAbortedRequestForAnInterruption() {
    assertThat(Failure.of(AbortedException.create("Thread was interrupted")).code())
        .isEqualTo(ExitCode.INTERRUPTED);
  }

  private static Throwable requestTo(URI endpoint) {
    try (S3Client client =
        S3Client.builder()
            .endpointOverride(endpoint)
            .forcePathStyle(true)
            .region(Region.EU_WEST_2)
            .credentialsProvider(SOME)
            .overrideConfiguration(
                settings -> settings.retryStrategy(retry -> retry.maxAttempts(1)))
            .build()) {
      return catchThrowable(() -> client.headBucket(request -> request.bucket("b")));
    }
  }

  private static AwsServiceException refusal(int status, String code) {
    return AwsServiceException.builder()
        .statusCode(status)
        .requestId("id")
        .awsErrorDetails(
            AwsErrorDetails.builder()
                .serviceName("S3")
                .errorCode(code)
                .errorMessage("not this one.")
                .build())
        .build();
  }

  private static String sentence(Throwable thrown) {
    return Failure.of(thrown).message();
  }
}
