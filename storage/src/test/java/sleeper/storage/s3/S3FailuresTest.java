package sleeper.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InterruptedIOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sleeper.servers.AwsServers;
import sleeper.servers.TestClients;
import sleeper.servers.TestCredentials;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

class S3FailuresTest {

  @ParameterizedTest
  @CsvSource({
    "403, AccessDenied, the role of this process may do this",
    "403, '', the role of this process may do this",
    "404, NoSuchBucket, check the name of the bucket",
    "301, '', another region",
    "301, PermanentRedirect, another region",
    "400, AuthorizationHeaderMalformed, another region",
    "400, ExpiredToken, have expired",
    "403, InvalidAccessKeyId, check the credentials",
    "403, RequestTimeTooSkewed, set the clock",
    "503, SlowDown, fewer requests",
  })
  void shouldSayWhatFailedAndWhatToDo(int status, String code, String hint) {
    SdkException failure =
        S3Exception.builder()
            .statusCode(status)
            .requestId("R123")
            .awsErrorDetails(
                AwsErrorDetails.builder().errorCode(code).errorMessage("It says no.").build())
            .build();

    assertThat(S3Failures.of("read object s3://b/k", failure))
        .hasMessageStartingWith("Could not read object s3://b/k: It says no (status " + status)
        .hasMessageContaining("request R123")
        .hasMessageContaining(code)
        .hasMessageContaining(hint)
        .hasCause(failure);
  }

  @Test
  void shouldSayThatThereAreNoCredentials() {
    SdkException failure =
        SdkClientException.create("Unable to load credentials from any of the providers in ...");

    assertThat(S3Failures.of("read object s3://b/k", failure))
        .hasMessageContaining("no credentials were found");
  }

  @Test
  void shouldTakeAnAbortedRequestForAnInterruption() {
    assertThat(S3Failures.of("read object s3://b/k", AbortedException.create("aborted")))
        .isInstanceOf(InterruptedIOException.class);
  }

  @Test
  void shouldNotTellSecrets() {
    try (S3Client wrong = client(AwsBasicCredentials.create(TestCredentials.KEY, "wrong-secret"))) {
      ObjectReads reads = new ObjectReads(wrong, Runnable::run, 100);

      assertThatThrownBy(() -> reads.open(new S3Path("b", "k")))
          .hasMessageContaining("check the credentials of this process")
          .satisfies(
              e ->
                  assertThat(e.getMessage())
                      .doesNotContain("wrong-secret", TestCredentials.SECRET, "Signature="));
    }
  }

  private static S3Client client(AwsBasicCredentials credentials) {
    return TestClients.at(S3Client.builder().forcePathStyle(true), AwsServers.s3())
        .credentialsProvider(StaticCredentialsProvider.create(credentials))
        .build();
  }
}
