package sleeper.aws.notify;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/** Answers Publish as SNS does, and keeps every request as it came. */
public final class SnsServer implements AutoCloseable {

  /** The topic that there is. */
  public static final String TOPIC = "arn:aws:sns:eu-west-2:123456789012:sleeper-jobs";

  private static final String PUBLISHED =
      """
      <PublishResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/">
        <PublishResult><MessageId>567910cd-659e-55d4-8ccb-5aaf14679dc0</MessageId></PublishResult>
        <ResponseMetadata><RequestId>d74b8436-ae13-5ab4-a9ff-ce54dfea72a0</RequestId></ResponseMetadata>
      </PublishResponse>
      """;
  private static final String NOT_FOUND =
      """
      <ErrorResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/">
        <Error><Type>Sender</Type><Code>NotFound</Code><Message>Topic does not exist</Message></Error>
        <RequestId>9dd01905-5012-5f99-8663-4b3ecd0dfaef</RequestId>
      </ErrorResponse>
      """;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final BlockingQueue<SnsRequest> requests = new LinkedBlockingQueue<>();
  private volatile CountDownLatch answering = new CountDownLatch(0);

  private SnsServer(HttpServer server) {
    this.server = server;
  }

  /** The members of a request, and who signed it. */
  public record SnsRequest(Map<String, String> form, String authorization) {}

  public static SnsServer start() throws IOException {
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    SnsServer server = new SnsServer(http);
    http.setExecutor(server.threads);
    http.createContext("/", server::handle);
    http.start();
    return server;
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Requests in the order in which they came. */
  public BlockingQueue<SnsRequest> requests() {
    return requests;
  }

  /** Answers no more requests until it is told to. */
  void holdAnswers() {
    answering = new CountDownLatch(1);
  }

  void answerAll() {
    answering.countDown();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      Map<String, String> form = form(body);
      String signed = exchange.getRequestHeaders().getFirst("Authorization");
      requests.add(new SnsRequest(form, String.valueOf(signed)));
      await(answering);
      boolean isKnown = TOPIC.equals(form.get("TopicArn"));
      byte[] answer = (isKnown ? PUBLISHED : NOT_FOUND).getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "text/xml");
      exchange.sendResponseHeaders(isKnown ? 200 : 404, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  private static void await(CountDownLatch latch) throws IOException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IOException("The server is ending", e);
    }
  }

  private static Map<String, String> form(String body) {
    Map<String, String> form = new TreeMap<>();
    for (String member : body.split("&")) {
      String[] parts = member.split("=", 2);
      form.put(decode(parts[0]), decode(parts[1]));
    }
    return form;
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    answerAll();
    server.stop(0);
    threads.shutdownNow();
  }
}
