package sleeper.servers;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands between a client and one of the servers and does to its requests what networks and
 * services do: see {@link Fault}. Requests go on as they are, byte for byte, so that signatures
 * hold.
 */
public final class FaultProxy implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(FaultProxy.class);

  /** Decides what happens to a request. Called from many threads. */
  @FunctionalInterface
  public interface Decision {
    /** The fault that a request meets. */
    Fault of(HttpMessage request);
  }

  private final ServerSocket listening;
  private final URI target;
  private final Decision decision;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  private FaultProxy(ServerSocket listening, URI target, Decision decision) {
    this.listening = listening;
    this.target = target;
    this.decision = decision;
  }

  /** Starts one on any free port. */
  public static FaultProxy start(URI target, Decision decision) throws IOException {
    ServerSocket listening = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    FaultProxy proxy = new FaultProxy(listening, target, decision);
    startThread("fault-proxy", proxy::acceptAll);
    return proxy;
  }

  /** Where it listens. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + listening.getLocalPort());
  }

  @Override
  public void close() throws IOException {
    closed = true;
    listening.close();
    for (Socket socket : open) {
      socket.close();
    }
  }

  private void acceptAll() {
    while (!closed) {
      try {
        Socket client = listening.accept();
        open.add(client);
        startThread("fault-proxy-connection", () -> serve(client));
      } catch (IOException e) {
        if (!closed) {
          LOG.warn("The proxy could not accept a connection", e);
        }
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      client.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(client.getInputStream(), 1 << 16);
      HttpMessage request = HttpMessage.readRequest(in, client.getOutputStream());
      while (request != null && pass(request, client)) {
        request = HttpMessage.readRequest(in, client.getOutputStream());
      }
    } catch (IOException e) {
      LOG.debug("A connection has ended", e);
    } finally {
      open.remove(client);
    }
  }

  /** Whether the connection can be used for another request. */
  private boolean pass(HttpMessage request, Socket client) throws IOException {
    Fault fault = decision.of(request);
    if (fault.delayMillis() > 0) {
      pause(fault.delayMillis());
    }
    switch (fault.kind()) {
      case NONE, SLOW -> {
        return answer(client, forward(request));
      }
      case ERROR -> {
        client.getOutputStream().write(fault.answer());
        client.getOutputStream().flush();
        return true;
      }
      case ANSWER_LOST -> {
        forward(request);
        reset(client);
        return false;
      }
      case REQUEST_LOST -> {
        reset(client);
        return false;
      }
      case ANSWER_CUT -> {
        byte[] whole = forward(request).bytes();
        client.getOutputStream().write(whole, 0, Math.max(1, whole.length / 2));
        client.getOutputStream().flush();
        reset(client);
        return false;
      }
    }
    throw new IllegalStateException("No such fault: " + fault);
  }

  private static boolean answer(Socket client, HttpMessage answer) throws IOException {
    OutputStream out = client.getOutputStream();
    out.write(answer.bytes());
    out.flush();
    return true;
  }

  private HttpMessage forward(HttpMessage request) throws IOException {
    try (Socket server = new Socket(target.getHost(), target.getPort())) {
      server.setTcpNoDelay(true);
      server.getOutputStream().write(request.bytes());
      server.getOutputStream().flush();
      InputStream in = new BufferedInputStream(server.getInputStream(), 1 << 16);
      return HttpMessage.readAnswer(in, request.method().equals("HEAD"));
    }
  }

  /** Ends a connection as a network does that fails: with a reset. */
  private static void reset(Socket client) throws IOException {
    client.setSoLinger(true, 0);
    client.close();
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void startThread(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  /** The answer of a service that refuses a request, in XML for S3 and in JSON for the others. */
  static byte[] answerOf(int status, String contentType, String body) {
    String head =
        "HTTP/1.1 %d Fault\r\nContent-Type: %s\r\nContent-Length: %d\r\nx-amzn-RequestId: fault\r\n\r\n"
            .formatted(status, contentType, body.getBytes(StandardCharsets.UTF_8).length);
    return (head + body).getBytes(StandardCharsets.UTF_8);
  }
}
