package sleeper.aws.metrics;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes requests as CloudWatch does, for there is no server of it that runs in tests. */
public final class FakeCloudWatch implements AutoCloseable {

  /** The empty map of CBOR, which is what CloudWatch answers in. */
  private static final byte[] NOTHING = {(byte) 0xA0};

  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final HttpServer server;
  private volatile int status = 200;

  /**
   * A request.
   *
   * @param authorization how it was signed
   * @param body whose texts can be read, whatever is between them
   */
  public record Request(String authorization, String body) {}

  /** Starts one. */
  public FakeCloudWatch() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  /** Where it listens. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** All requests. */
  public List<Request> requests() {
    return requests;
  }

  void failFromNowOn() {
    status = 500;
  }

  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1);
    requests.add(new Request(exchange.getRequestHeaders().getFirst("Authorization"), body));
    exchange.getResponseHeaders().set("smithy-protocol", "rpc-v2-cbor");
    exchange.getResponseHeaders().set("Content-Type", "application/cbor");
    exchange.sendResponseHeaders(status, NOTHING.length);
    try (OutputStream answer = exchange.getResponseBody()) {
      answer.write(NOTHING);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
