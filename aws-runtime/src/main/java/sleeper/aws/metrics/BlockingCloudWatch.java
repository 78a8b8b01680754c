package sleeper.aws.metrics;

import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudwatch.CloudWatchAsyncClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricDataResponse;

/**
 * CloudWatch for those who ask for a client that does not block, on one that does: metrics are
 * published by a thread of their own, and a second kind of HTTP client would come with libraries
 * that Arrow has in other versions.
 */
final class BlockingCloudWatch implements CloudWatchAsyncClient {

  private final CloudWatchClient client;

  BlockingCloudWatch(CloudWatchClient client) {
    this.client = client;
  }

  @Override
  public CompletableFuture<PutMetricDataResponse> putMetricData(PutMetricDataRequest request) {
    try {
      return CompletableFuture.completedFuture(client.putMetricData(request));
    } catch (SdkException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  @Override
  public String serviceName() {
    return client.serviceName();
  }

  @Override
  public void close() {
    client.close();
  }
}
