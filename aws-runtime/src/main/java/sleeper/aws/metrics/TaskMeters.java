package sleeper.aws.metrics;

import com.sun.net.httpserver.HttpServer;
import io.micrometer.cloudwatch2.CloudWatchConfig;
import io.micrometer.cloudwatch2.CloudWatchMeterRegistry;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;

/** Where the metrics of a task go. Closing it publishes what has not been published yet. */
public final class TaskMeters implements AutoCloseable {

  /** The namespace of the metrics in CloudWatch. */
  public static final String NAMESPACE = "SleeperIngest";

  private final MeterRegistry registry;
  private final @Nullable HttpServer server;

  private TaskMeters(MeterRegistry registry, @Nullable HttpServer server) {
    this.registry = registry;
    this.server = server;
  }

  /** Sends metrics to CloudWatch every minute, with the instance as their dimension. */
  public static TaskMeters cloudWatch(CloudWatchClient client, String instanceId) {
    CloudWatchMeterRegistry registry =
        new CloudWatchMeterRegistry(
            new Settings(Duration.ofMinutes(1)), Clock.SYSTEM, new BlockingCloudWatch(client));
    registry.config().commonTags("InstanceId", instanceId);
    return new TaskMeters(registry, null);
  }

  /**
   * Serves metrics as Prometheus reads them, at {@code /metrics} on an address of this machine
   * alone.
   *
   * @param port 0 for any that is free
   */
  public static TaskMeters prometheus(int port) throws IOException {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext(
        "/metrics",
        exchange -> {
          byte[] text = registry.scrape().getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
          exchange.sendResponseHeaders(200, text.length);
          try (OutputStream body = exchange.getResponseBody()) {
            body.write(text);
          }
        });
    server.start();
    return new TaskMeters(registry, server);
  }

  /** Metrics that go nowhere. */
  public static TaskMeters none() {
    return new TaskMeters(new PrometheusMeterRegistry(PrometheusConfig.DEFAULT), null);
  }

  /** Where to register what is measured. */
  public MeterRegistry registry() {
    return registry;
  }

  /** The port at which metrics are served, or 0. */
  public int port() {
    return server == null ? 0 : server.getAddress().getPort();
  }

  @Override
  public void close() {
    if (server != null) {
      server.stop(0);
    }
    registry.close();
  }

  private record Settings(Duration step) implements CloudWatchConfig {

    @Override
    public @Nullable String get(String key) {
      return null;
    }

    @Override
    public String namespace() {
      return NAMESPACE;
    }
  }
}
