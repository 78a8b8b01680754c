package sleeper.starter.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import sleeper.core.json.Json;

/**
 * Answers as ECS does when tasks are started, listed, described and stopped, with tasks that run
 * until they are ended. It checks what it is sent as far as ECS would refuse it, and keeps every
 * request.
 */
public final class EcsServer implements AutoCloseable {

  /** The cluster that there is. */
  public static final String CLUSTER = "sleeper-test-ingest-cluster";

  private static final String TARGET = "AmazonEC2ContainerServiceV20141113.";
  private static final int PAGE = 4;

  private final HttpServer server;
  private final List<EcsRequest> requests = new ArrayList<>();
  private final List<String> tasks = new ArrayList<>();
  private final Map<String, ArrayNode> startedByToken = new HashMap<>();
  private final List<String> stopping = new ArrayList<>();
  private final List<String> stopped = new ArrayList<>();
  private final Queue<Optional<Answer>> faults = new ArrayDeque<>();
  private int room = Integer.MAX_VALUE;
  private boolean losesNextAnswer;
  private int started;

  private EcsServer(HttpServer server) {
    this.server = server;
  }

  /** A request as it came. */
  public record EcsRequest(String operation, Map<String, List<String>> headers, JsonNode body) {

    /** A header, with commas where it came several times. */
    public String header(String name) {
      return String.join(",", headers.getOrDefault(name, List.of()));
    }
  }

  /** What is answered instead. */
  private record Answer(int status, String body) {}

  /** Starts one without tasks. */
  public static EcsServer start() throws IOException {
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    EcsServer server = new EcsServer(http);
    http.createContext("/", server::handle);
    http.start();
    return server;
  }

  /** Where it listens. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Answers one request with an error. */
  synchronized void failOnce(int status, String type, String message) {
    ObjectNode body = Json.object().put("__type", type).put("message", message);
    faults.add(Optional.of(new Answer(status, Json.compact(body))));
  }

  /** Answers one request as usual, before what is to fail afterwards. */
  synchronized void answerOnce() {
    faults.add(Optional.empty());
  }

  /** Does what the next request asks for, and closes the connection without an answer. */
  synchronized void loseNextAnswer() {
    losesNextAnswer = true;
  }

  /** Lets no more tasks than that run. */
  public synchronized void limitRoom(int tasks) {
    room = tasks;
  }

  /** Lets tasks run as if they had been started. */
  public synchronized void run(int tasks) {
    startTasks(tasks);
  }

  synchronized void endOneTask() {
    tasks.remove(0);
  }

  /** How many tasks run. */
  public synchronized int tasks() {
    return tasks.size();
  }

  /** The requests of one operation. */
  public synchronized List<EcsRequest> requests(String operation) {
    return requests.stream().filter(request -> request.operation().equals(operation)).toList();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String text = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      Optional<Answer> answer = answer(exchange, text);
      if (answer.isPresent()) {
        byte[] body = answer.get().body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
        exchange.sendResponseHeaders(answer.get().status(), body.length);
        exchange.getResponseBody().write(body);
      }
    }
  }

  private synchronized Optional<Answer> answer(HttpExchange exchange, String text) {
    String target = String.valueOf(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
    String operation = target.startsWith(TARGET) ? target.substring(TARGET.length()) : "";
    JsonNode body = Json.parse("request", text);
    requests.add(new EcsRequest(operation, Map.copyOf(exchange.getRequestHeaders()), body));
    Optional<Answer> fault = faults.isEmpty() ? Optional.empty() : faults.remove();
    if (fault.isPresent()) {
      return fault;
    }
    Answer answer = answer(operation, body);
    boolean lost = losesNextAnswer;
    losesNextAnswer = false;
    return lost ? Optional.empty() : Optional.of(answer);
  }

  private Answer answer(String operation, JsonNode body) {
    if (!body.path("cluster").asText().equals(CLUSTER)) {
      return error("ClusterNotFoundException", "Cluster not found.");
    }
    return switch (operation) {
      case "RunTask" -> runTask(body);
      case "ListTasks" -> listTasks(body);
      case "DescribeTasks" -> describeTasks(body);
      case "StopTask" -> stopTask(body.path("task").asText());
      default -> error("UnknownOperationException", operation);
    };
  }

  private Answer runTask(JsonNode body) {
    int count = body.path("count").asInt(1);
    String token = body.path("clientToken").asText();
    if (count < 1 || count > 10) {
      return error("InvalidParameterException", "Count must be between 1 and 10.");
    }
    if (token.length() > 64) {
      return error("InvalidParameterException", "clientToken is too long.");
    }
    ArrayNode answered = startedByToken.computeIfAbsent(token, t -> startTasks(count));
    ObjectNode answer = Json.object();
    answer.set("tasks", answered);
    ArrayNode failures = answer.putArray("failures");
    for (int missing = answered.size(); missing < count; missing++) {
      failures.addObject().put("arn", "arn:aws:ecs:" + missing).put("reason", "RESOURCE:CPU");
    }
    return new Answer(200, Json.compact(answer));
  }

  private ArrayNode startTasks(int count) {
    ArrayNode answer = Json.mapper().createArrayNode();
    for (int task = 0; task < count && tasks.size() < room; task++) {
      started++;
      String arn = "arn:aws:ecs:eu-west-2:123456789012:task/%s/%032d".formatted(CLUSTER, started);
      tasks.add(arn);
      answer.addObject().put("taskArn", arn).put("lastStatus", "PROVISIONING");
    }
    return answer;
  }

  /** Tasks that are to end count as stopped from then on, though they run for a while. */
  private Answer listTasks(JsonNode body) {
    List<String> listed = new ArrayList<>(tasks);
    if (body.path("desiredStatus").asText("RUNNING").equals("STOPPED")) {
      listed.clear();
      listed.addAll(stopping);
      listed.addAll(stopped);
    }
    int from = body.path("nextToken").asInt(0);
    int to = Math.min(listed.size(), from + PAGE);
    ObjectNode answer = Json.object();
    ArrayNode arns = answer.putArray("taskArns");
    listed.subList(from, to).forEach(arns::add);
    if (to < listed.size()) {
      answer.put("nextToken", String.valueOf(to));
    }
    return new Answer(200, Json.compact(answer));
  }

  private Answer stopTask(String arn) {
    if (!tasks.remove(arn)) {
      return error("InvalidParameterException", "The referenced task was not found.");
    }
    stopping.add(arn);
    return new Answer(200, "{}");
  }

  /** Tasks that are to end have ended when they are described for the second time. */
  private Answer describeTasks(JsonNode body) {
    ObjectNode answer = Json.object();
    ArrayNode described = answer.putArray("tasks");
    for (JsonNode arn : body.path("tasks")) {
      String status = stopped.contains(arn.asText()) ? "STOPPED" : "STOPPING";
      described
          .addObject()
          .put("taskArn", arn.asText())
          .put("lastStatus", tasks.contains(arn.asText()) ? "RUNNING" : status);
      if (stopping.remove(arn.asText())) {
        stopped.add(arn.asText());
      }
    }
    return new Answer(200, Json.compact(answer));
  }

  private static Answer error(String type, String message) {
    return new Answer(400, Json.compact(Json.object().put("__type", type).put("message", message)));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
