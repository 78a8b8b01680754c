package sleeper.deployment.instance;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One bucket that keeps versions, which no server that runs in tests does: it lists versions and
 * uploads, the former in pages, and deletes what is named with its version.
 */
final class VersionedBucket implements AutoCloseable {

  private static final int PAGE = 3;
  private static final Pattern OBJECT =
      Pattern.compile("<Object><Key>(.*?)</Key>(?:<VersionId>(.*?)</VersionId>)?</Object>");
  private static final Pattern KEY_MARKER = Pattern.compile("(?:^|&)key-marker=([^&]*)");
  private static final Pattern VERSION_MARKER = Pattern.compile("version-id-marker=([^&]*)");

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, String> versions = new TreeMap<>();
  private final Map<String, String> uploads = new TreeMap<>();
  private final List<String> late = new ArrayList<>();
  private String undeletable = "";

  private VersionedBucket(HttpServer server) {
    this.server = server;
  }

  static VersionedBucket start() throws IOException {
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    VersionedBucket bucket = new VersionedBucket(http);
    http.setExecutor(bucket.threads);
    http.createContext("/", bucket::handle);
    http.start();
    return bucket;
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  synchronized void put(String key, String version) {
    versions.put(key + "@" + version, "Version");
  }

  synchronized void putDeleteMarker(String key, String version) {
    versions.put(key + "@" + version, "DeleteMarker");
  }

  synchronized void putUpload(String key, String uploadId) {
    uploads.put(key, uploadId);
  }

  /** Somebody writes an object once the first are deleted. */
  synchronized void putLate(String key) {
    late.add(key);
  }

  synchronized void refuseToDelete(String key) {
    undeletable = key;
  }

  /** All that is in it: versions, delete markers, uploads. */
  synchronized List<String> content() {
    List<String> all = new ArrayList<>(versions.keySet());
    all.addAll(uploads.keySet());
    return all;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      byte[] answer =
          answer(exchange.getRequestMethod(), exchange.getRequestURI().getQuery(), body)
              .getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/xml");
      exchange.sendResponseHeaders(
          answer.length == 0 ? 204 : 200, answer.length == 0 ? -1 : answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  private synchronized String answer(String method, String query, String body) {
    if (method.equals("DELETE")) {
      uploads.values().remove(query.replaceFirst(".*uploadId=", ""));
      return "";
    } else if (method.equals("POST")) {
      return delete(body);
    }
    return query.startsWith("uploads") ? listUploads() : listVersions(query);
  }

  private String listUploads() {
    StringBuilder xml = new StringBuilder("<ListMultipartUploadsResult>");
    uploads.forEach(
        (key, id) ->
            xml.append("<Upload><Key>%s</Key><UploadId>%s</UploadId></Upload>".formatted(key, id)));
    return xml.append("<IsTruncated>false</IsTruncated></ListMultipartUploadsResult>").toString();
  }

  private String listVersions(String query) {
    String marker = marker(query, KEY_MARKER) + "@" + marker(query, VERSION_MARKER);
    List<String> left =
        versions.keySet().stream()
            .filter(each -> marker.equals("@") || each.compareTo(marker) > 0)
            .toList();
    List<String> page = left.subList(0, Math.min(PAGE, left.size()));
    StringBuilder xml = new StringBuilder("<ListVersionsResult>");
    for (String version : page) {
      String[] parts = version.split("@");
      xml.append(
          "<%1$s><Key>%2$s</Key><VersionId>%3$s</VersionId></%1$s>"
              .formatted(versions.get(version), parts[0], parts[1]));
    }
    if (page.size() < left.size()) {
      String[] last = page.get(page.size() - 1).split("@");
      xml.append(
          "<NextKeyMarker>%s</NextKeyMarker><NextVersionIdMarker>%s</NextVersionIdMarker>"
              .formatted(last[0], last[1]));
    }
    return xml.append("<IsTruncated>%s</IsTruncated>".formatted(page.size() < left.size()))
        .append("</ListVersionsResult>")
        .toString();
  }

  private static String marker(String query, Pattern pattern) {
    Matcher matcher = pattern.matcher(query);
    return matcher.find() ? matcher.group(1) : "";
  }

  private String delete(String body) {
    StringBuilder xml = new StringBuilder("<DeleteResult>");
    Matcher object = OBJECT.matcher(body);
    while (object.find()) {
      if (object.group(1).equals(undeletable)) {
        xml.append(
            "<Error><Key>%s</Key><Code>AccessDenied</Code><Message>Access Denied</Message></Error>"
                .formatted(undeletable));
      } else {
        versions.remove(object.group(1) + "@" + object.group(2));
      }
    }
    late.forEach(key -> put(key, "1"));
    late.clear();
    return xml.append("</DeleteResult>").toString();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
