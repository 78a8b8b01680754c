package sleeper.starter.aws;

import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The services that a starter talks to. Region, credentials and endpoints are those of the
 * environment. Made once for a process and never closed.
 */
record AwsClients(S3Client s3, SqsClient sqs, EcsClient ecs) {

  static AwsClients ofEnvironment() {
    SdkHttpClient http = UrlConnectionHttpClient.create();
    return new AwsClients(
        S3Client.builder().httpClient(http).build(),
        SqsClient.builder().httpClient(http).build(),
        EcsClient.builder().httpClient(http).build());
  }
}
