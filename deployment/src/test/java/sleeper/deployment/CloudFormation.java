package sleeper.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import sleeper.core.json.Json;

/** Takes answers of custom resources, as the signed URLs do that CloudFormation gives them. */
public final class CloudFormation implements AutoCloseable {

  private final HttpServer server;
  private final List<Answer> answers = new CopyOnWriteArrayList<>();
  private final AtomicInteger refusals = new AtomicInteger();
  private volatile int refusal = 503;

  private CloudFormation(HttpServer server) {
    this.server = server;
  }

  /** An answer as it came. */
  public record Answer(String method, boolean hasContentType, String body) {

    /** Its text as JSON. */
    public JsonNode json() {
      return Json.parse("answer", body);
    }

    /** A member of it. */
    public String text(String member) {
      return json().path(member).asText();
    }
  }

  /** Starts one. */
  public static CloudFormation start() throws IOException {
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    CloudFormation server = new CloudFormation(http);
    http.createContext("/", server::handle);
    http.start();
    return server;
  }

  /** An address as CloudFormation gives it. */
  public String responseUrl() {
    return "http://127.0.0.1:%d/arn%%3Aaws%%3Acloudformation/stack?X-Amz-Signature=a%%2Bb"
        .formatted(server.getAddress().getPort());
  }

  /** Refuses some answers. */
  void refuse(int times, int status) {
    refusal = status;
    refusals.set(times);
  }

  /** All answers that were taken. */
  public List<Answer> answers() {
    return answers;
  }

  /** The last answer that was taken. */
  public Answer last() {
    return answers.get(answers.size() - 1);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      if (refusals.getAndDecrement() > 0) {
        exchange.sendResponseHeaders(refusal, -1);
        return;
      }
      answers.add(
          new Answer(
              exchange.getRequestMethod(),
              exchange.getRequestHeaders().containsKey("Content-Type"),
              body));
      exchange.sendResponseHeaders(200, -1);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
