package sleeper.aws.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.net.BindException;
import java.net.ConnectException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.Test;
import sleeper.servers.TestClients;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;

class TaskMetersTest {

  @Test
  void shouldServeMetricsAsPrometheusReadsThem() throws Exception {
    try (TaskMeters meters = TaskMeters.prometheus(0)) {
      meters.registry().counter("rows.written", "table", "flights").increment(3);

      HttpResponse<String> answer = scrape(meters.port());

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
          .startsWith("text/plain; version=0.0.4");
      assertThat(answer.body().lines())
          .contains(
              "rows_written_total{table=\"flights\"} 3.0", "# TYPE rows_written_total counter");
    }
  }

  @Test
  void shouldServeMetricsToThisMachineAlone() throws Exception {
    try (TaskMeters meters = TaskMeters.prometheus(0)) {
      for (InetAddress address : addressesThatOthersUse()) {
        URI uri = URI.create("http://" + address.getHostAddress() + ":" + meters.port());
        assertThatThrownBy(() -> get(uri)).isInstanceOf(ConnectException.class);
      }
      assertThat(scrape(meters.port()).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void shouldSayThatAPortIsTaken() throws Exception {
    try (TaskMeters meters = TaskMeters.prometheus(0)) {
      assertThatThrownBy(() -> TaskMeters.prometheus(meters.port()))
          .isInstanceOf(BindException.class);
    }
  }

  @Test
  void shouldServeNothingOnceClosed() throws Exception {
    TaskMeters meters = TaskMeters.prometheus(0);
    int port = meters.port();

    meters.close();

    assertThatThrownBy(() -> scrape(port)).isInstanceOf(ConnectException.class);
  }

  @Test
  void shouldSendWhatWasMeasuredToCloudWatchWhenItIsClosed() throws Exception {
    try (FakeCloudWatch cloudWatch = new FakeCloudWatch();
        CloudWatchClient client = client(cloudWatch)) {
      TaskMeters meters = TaskMeters.cloudWatch(client, "my-instance");
      meters.registry().counter("rows.written", "table", "flights").increment(3);

      meters.close();

      assertThat(cloudWatch.requests()).hasSize(1);
      FakeCloudWatch.Request request = cloudWatch.requests().get(0);
      assertThat(request.authorization())
          .startsWith("AWS4-HMAC-SHA256 ")
          .contains("/monitoring/aws4_request");
      assertThat(request.body())
          .contains(TaskMeters.NAMESPACE, "rows.written.count", "InstanceId", "my-instance")
          .contains("table", "flights");
    }
  }

  @Test
  void shouldSendTheValuesThatWereMeasured() {
    RecordingCloudWatch client = new RecordingCloudWatch();
    TaskMeters meters = TaskMeters.cloudWatch(client, "my-instance");
    meters.registry().counter("rows.written").increment(3);
    meters.registry().gauge("queue.waiting", 7);

    meters.close();

    assertThat(client.requests())
        .singleElement()
        .satisfies(
            request -> {
              assertThat(request.namespace()).isEqualTo(TaskMeters.NAMESPACE);
              assertThat(request.metricData())
                  .extracting(MetricDatum::metricName, MetricDatum::value)
                  .contains(tuple("rows.written.count", 3.0), tuple("queue.waiting.value", 7.0));
              assertThat(request.metricData())
                  .allSatisfy(
                      metric ->
                          assertThat(metric.dimensions())
                              .containsExactly(
                                  Dimension.builder()
                                      .name("InstanceId")
                                      .value("my-instance")
                                      .build()));
            });
  }

  @Test
  void shouldNotFailWhenCloudWatchDoes() throws Exception {
    try (FakeCloudWatch cloudWatch = new FakeCloudWatch();
        CloudWatchClient client = client(cloudWatch)) {
      cloudWatch.failFromNowOn();
      TaskMeters meters = TaskMeters.cloudWatch(client, "my-instance");
      meters.registry().counter("rows.written").increment(3);

      assertThatCode(meters::close).doesNotThrowAnyException();
      assertThat(cloudWatch.requests()).isNotEmpty();
    }
  }

  @Test
  void shouldMeasureForNobodyWhenToldSo() {
    try (TaskMeters meters = TaskMeters.none()) {
      meters.registry().counter("rows.written").increment(3);

      assertThat(meters.registry().get("rows.written").counter().count()).isEqualTo(3);
      assertThat(meters.port()).isZero();
    }
  }

  private static CloudWatchClient client(FakeCloudWatch cloudWatch) {
    return TestClients.at(CloudWatchClient.builder(), cloudWatch.endpoint())
        .overrideConfiguration(o -> o.retryStrategy(r -> r.maxAttempts(1)))
        .build();
  }

  private static List<InetAddress> addressesThatOthersUse() throws SocketException {
    return NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
        .toList();
  }

  private static HttpResponse<String> scrape(int port) throws Exception {
    return get(URI.create("http://127.0.0.1:" + port + "/metrics"));
  }

  private static HttpResponse<String> get(URI uri) throws Exception {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }
}
