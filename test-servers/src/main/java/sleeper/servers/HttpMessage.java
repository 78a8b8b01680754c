package sleeper.servers;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A request or an answer as it came, byte for byte but for what two hops must agree on.
 *
 * @param head the first line and the headers, a line each
 * @param body what follows, in the encoding that the headers say
 */
public record HttpMessage(List<String> head, byte[] body) {

  public HttpMessage {
    head = List.copyOf(head);
  }

  /** The method of a request. */
  public String method() {
    return head.get(0).substring(0, head.get(0).indexOf(' '));
  }

  /** What a request asks for: path and query. */
  public String target() {
    return head.get(0).split(" ", -1)[1];
  }

  /** The value of a header, or nothing. */
  public String header(String name) {
    String start = name.toLowerCase(Locale.ROOT) + ":";
    return head.stream()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
        .map(line -> line.substring(start.length()).strip())
        .findFirst()
        .orElse("");
  }

  /** The body as text. */
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** All of it. */
  byte[] bytes() {
    byte[] first = (String.join("\r\n", head) + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1);
    byte[] all = new byte[first.length + body.length];
    System.arraycopy(first, 0, all, 0, first.length);
    System.arraycopy(body, 0, all, first.length, body.length);
    return all;
  }

  /** Reads a request, telling its sender to go on where it asks; null at the end. */
  static @Nullable HttpMessage readRequest(InputStream in, OutputStream out) throws IOException {
    List<String> head = readHead(in);
    if (head.isEmpty()) {
      return null;
    }
    if (head.removeIf(line -> line.toLowerCase(Locale.ROOT).startsWith("expect:"))) {
      out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
    }
    return new HttpMessage(head, readBody(new HttpMessage(head, new byte[0]), in));
  }

  /** Reads the answer to a request. */
  static HttpMessage readAnswer(InputStream in, boolean hasNoBody) throws IOException {
    List<String> head = readHead(in);
    while (!head.isEmpty() && head.get(0).contains(" 100 ")) {
      head = readHead(in);
    }
    if (head.isEmpty()) {
      throw new EOFException("The server closed the connection");
    }
    HttpMessage bare = new HttpMessage(head, new byte[0]);
    boolean empty = hasNoBody || head.get(0).contains(" 204 ") || head.get(0).contains(" 304 ");
    return empty ? bare : new HttpMessage(head, readBody(bare, in));
  }

  private static List<String> readHead(InputStream in) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String line = readLine(in); line != null && !line.isEmpty(); line = readLine(in)) {
      lines.add(line);
    }
    return lines;
  }

  private static @Nullable String readLine(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int next = in.read();
    if (next < 0) {
      return null;
    }
    while (next >= 0 && next != '\n') {
      line.write(next);
      next = in.read();
    }
    return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
  }

  private static byte[] readBody(HttpMessage message, InputStream in) throws IOException {
    if (message.header("Transfer-Encoding").toLowerCase(Locale.ROOT).contains("chunked")) {
      return readChunks(in);
    }
    String length = message.header("Content-Length");
    return length.isEmpty() ? new byte[0] : readExactly(in, Integer.parseInt(length));
  }

  private static byte[] readExactly(InputStream in, int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("A message ends too early");
    }
    return bytes;
  }

  /** The chunks with their framing. */
  private static byte[] readChunks(InputStream in) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    int size;
    do {
      String line = readLine(in);
      if (line == null) {
        throw new EOFException("A message ends within its chunks");
      }
      all.writeBytes((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
      size = Integer.parseInt(line.split(";", -1)[0].strip(), 16);
      all.writeBytes(readExactly(in, size + 2));
    } while (size > 0);
    return all.toByteArray();
  }
}
