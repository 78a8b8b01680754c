package sleeper.aws.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import sleeper.aws.TestAws;
import sleeper.core.properties.InstanceProperties;
import sleeper.instance.aws.AwsClients;
import sleeper.instance.aws.InstanceFinder;
import sleeper.instance.aws.TestAwsInstance;

class MeteredRequestsTest {

  @Test
  void shouldTellPrometheusWhatAwsWasAskedFor() throws Exception {
    String id = TestAws.create(InstanceProperties.empty());
    try (AwsClients clients = TestAwsInstance.clients();
        TaskMeters meters = TaskMeters.prometheus(0)) {
      clients.dynamoDb().listTables();
      MeteredRequests.register(meters.registry(), clients.requests());
      new InstanceFinder(clients).find(id);
      new InstanceFinder(clients).find(id);

      URI uri = URI.create("http://127.0.0.1:" + meters.port() + "/metrics");
      String text =
          HttpClient.newHttpClient()
              .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
              .body();

      assertThat(text.lines())
          .contains(
              "sleeper_aws_requests_total{operation=\"GetObject\",service=\"S3\"} 2.0",
              "sleeper_aws_requests_total{operation=\"ListTables\",service=\"DynamoDb\"} 1.0",
              "sleeper_aws_s3_uploaded_bytes_total 0.0",
              "sleeper_aws_dynamodb_write_units_total 0.0",
              "sleeper_aws_dynamodb_read_units_total 0.0");
    }
  }
}
