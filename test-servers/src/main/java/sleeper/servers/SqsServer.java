package sleeper.servers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import org.elasticmq.NodeAddress;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;

/** ElasticMQ, with all of its queues in memory. */
public final class SqsServer implements AutoCloseable {

  private final SQSRestServer server;
  private final int port;

  private SqsServer(SQSRestServer server, int port) {
    this.server = server;
    this.port = port;
  }

  /** Starts one; port 0 takes any that is free. */
  public static SqsServer start(int port) throws IOException {
    int chosen = port == 0 ? freePort() : port;
    SQSRestServer server =
        SQSRestServerBuilder.withInterface("127.0.0.1")
            .withPort(chosen)
            .withServerAddress(new NodeAddress("http", "127.0.0.1", chosen, ""))
            .withAWSRegion(TestCredentials.REGION)
            .withAWSAccountId(TestCredentials.ACCOUNT)
            .start();
    server.waitUntilStarted();
    return new SqsServer(server, chosen);
  }

  /** Where it listens. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** URLs of queues have the port in them, so that it is chosen before the server is started. */
  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    server.stopAndWait();
  }
}
