package sleeper.starter.aws;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The HTTP interface from which a Lambda's process fetches events and to which it gives answers.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Runtime API</a>
 */
public final class RuntimeApi implements AutoCloseable {

  private static final String ROOT = "/2018-06-01/runtime/";

  private final HttpServer server;
  private final ExecutorService executor = Executors.newCachedThreadPool();
  private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
  private final BlockingQueue<LambdaAnswer> answers = new LinkedBlockingQueue<>();
  private int invocations;

  private RuntimeApi(HttpServer server) {
    this.server = server;
  }

  /**
   * What the function answered.
   *
   * @param kind the last part of the path: response or error
   */
  public record LambdaAnswer(String kind, String body) {}

  /** Starts one that has no event yet. */
  public static RuntimeApi start() throws IOException {
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    RuntimeApi api = new RuntimeApi(http);
    http.setExecutor(api.executor);
    http.createContext(ROOT, api::handle);
    http.start();
    return api;
  }

  /** Where it listens, as the runtime is told. */
  public String hostAndPort() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /** Invokes the function and waits for its answer; none if it stays away. */
  public Optional<LambdaAnswer> invoke(String event) throws InterruptedException {
    events.add(event);
    return Optional.ofNullable(answers.poll(30, TimeUnit.SECONDS));
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      if (path.equals(ROOT + "invocation/next")) {
        giveEvent(exchange);
      } else {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        answers.add(new LambdaAnswer(path.substring(path.lastIndexOf('/') + 1), body));
        exchange.sendResponseHeaders(202, -1);
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private void giveEvent(HttpExchange exchange) throws IOException, InterruptedException {
    byte[] event = events.take().getBytes(StandardCharsets.UTF_8);
    Headers headers = exchange.getResponseHeaders();
    // Without a content type the client's native code ends its process.
    headers.set("Content-Type", "application/json");
    headers.set("Lambda-Runtime-Aws-Request-Id", nextInvocation());
    headers.set("Lambda-Runtime-Deadline-Ms", String.valueOf(System.currentTimeMillis() + 60_000));
    headers.set(
        "Lambda-Runtime-Invoked-Function-Arn",
        "arn:aws:lambda:eu-west-2:123456789012:function:starter");
    exchange.sendResponseHeaders(200, event.length);
    exchange.getResponseBody().write(event);
  }

  private synchronized String nextInvocation() {
    invocations++;
    return "8476a536-e9f4-11e8-9739-%012d".formatted(invocations);
  }

  @Override
  public void close() {
    executor.shutdownNow();
    server.stop(0);
  }
}
