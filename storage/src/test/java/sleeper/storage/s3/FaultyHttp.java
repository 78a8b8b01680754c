package sleeper.storage.s3;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.apache.ApacheHttpClient;

/** Sends requests on their way, except for those that something is to happen to, and counts. */
final class FaultyHttp implements SdkHttpClient {

  /** What happens to a request. */
  enum Fault {
    /** S3 answers with 500 and does nothing. */
    INTERNAL_ERROR,
    /** S3 answers with 503 and does nothing. */
    SLOW_DOWN,
    /** The connection breaks before S3 gets the request. */
    RESET_BEFORE,
    /** The connection breaks after S3 did what it was asked for. */
    RESET_AFTER,
    /** S3 answers with 500 though it did what it was asked for. */
    ERROR_AFTER,
    /** The body of the answer ends in its middle without an error. */
    CUT_BODY,
    /** The connection breaks in the middle of the body of the answer. */
    RESET_IN_BODY,
    /** The answer comes late. */
    SLOW,
  }

  private record Planned(String requests, Fault fault) {}

  private final SdkHttpClient http = ApacheHttpClient.create();
  private final ConcurrentLinkedDeque<Planned> faults = new ConcurrentLinkedDeque<>();
  private final List<String> sent = new CopyOnWriteArrayList<>();

  /** Lets faults happen one after the other to requests whose line contains a text. */
  void plan(String requests, Fault... these) {
    for (Fault fault : these) {
      faults.add(new Planned(requests, fault));
    }
  }

  /** Method, path, query and range of each attempt. */
  List<String> sent() {
    return List.copyOf(sent);
  }

  /** How many attempts had a line that contains a text. */
  long count(String requests) {
    return sent.stream().filter(line -> line.contains(requests)).count();
  }

  void forget() {
    sent.clear();
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    ExecutableHttpRequest real = http.prepareRequest(request);
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() throws IOException {
        String line = line(request.httpRequest());
        sent.add(line);
        return FaultyHttp.this.call(real, line);
      }

      @Override
      public void abort() {
        real.abort();
      }
    };
  }

  private HttpExecuteResponse call(ExecutableHttpRequest real, String line) throws IOException {
    Planned planned = next(line);
    if (planned == null) {
      return real.call();
    }
    return switch (planned.fault()) {
      case INTERNAL_ERROR -> error(500, "InternalError");
      case SLOW_DOWN -> error(503, "SlowDown");
      case RESET_BEFORE -> throw new SocketException("Connection reset");
      case RESET_AFTER -> {
        drain(real.call());
        throw new SocketException("Connection reset");
      }
      case ERROR_AFTER -> {
        drain(real.call());
        yield error(500, "InternalError");
      }
      case CUT_BODY -> cut(real.call(), false);
      case RESET_IN_BODY -> cut(real.call(), true);
      case SLOW -> {
        HttpExecuteResponse response = real.call();
        pause();
        yield response;
      }
    };
  }

  private Planned next(String line) {
    for (Planned planned : faults) {
      if (line.contains(planned.requests()) && faults.remove(planned)) {
        return planned;
      }
    }
    return null;
  }

  private static void drain(HttpExecuteResponse response) throws IOException {
    if (response.responseBody().isPresent()) {
      response.responseBody().get().readAllBytes();
    }
  }

  private static HttpExecuteResponse cut(HttpExecuteResponse response, boolean loudly) {
    AbortableInputStream body = response.responseBody().orElseThrow();
    int half =
        Integer.parseInt(
                response.httpResponse().firstMatchingHeader("Content-Length").orElseThrow())
            / 2;
    InputStream cut =
        new InputStream() {
          private int left = half;

          @Override
          public int read() throws IOException {
            if (left == 0) {
              return end();
            }
            left--;
            return body.read();
          }

          @Override
          public int read(byte[] target, int offset, int length) throws IOException {
            if (left == 0) {
              return end();
            }
            int read = body.read(target, offset, Math.min(left, length));
            left -= Math.max(0, read);
            return read;
          }

          private int end() throws IOException {
            body.abort();
            if (loudly) {
              throw new SocketException("Connection reset");
            }
            return -1;
          }
        };
    return HttpExecuteResponse.builder()
        .response(response.httpResponse())
        .responseBody(AbortableInputStream.create(cut, body))
        .build();
  }

  private static HttpExecuteResponse error(int status, String code) {
    byte[] body =
        "<Error><Code>%s</Code><Message>Planned</Message><RequestId>R1</RequestId></Error>"
            .formatted(code)
            .getBytes(StandardCharsets.UTF_8);
    return HttpExecuteResponse.builder()
        .response(
            SdkHttpResponse.builder()
                .statusCode(status)
                .putHeader("Content-Length", String.valueOf(body.length))
                .build())
        .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body)))
        .build();
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(1500);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private static String line(SdkHttpRequest request) {
    return request.method()
        + " "
        + request.encodedPath()
        + request.encodedQueryParameters().map(query -> "?" + query).orElse("")
        + request.firstMatchingHeader("Range").map(range -> " " + range).orElse("");
  }

  @Override
  public void close() {
    http.close();
  }
}
