package sleeper.servers;

import java.net.URI;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

/**
 * DynamoDB Local, with all of its tables in memory. Behind a server of our own, since its own
 * listens on every address of the machine.
 */
public final class DynamoDbServer implements AutoCloseable {

  private final LocalDynamoDBRequestHandler requests;
  private final Server server;
  private final ServerConnector connector;

  private DynamoDbServer(LocalDynamoDBRequestHandler requests, int port) {
    this.requests = requests;
    server = new Server();
    connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    connector.setPort(port);
    server.addConnector(connector);
    server.setHandler(new LocalDynamoDBServerHandler(requests, null));
  }

  /** Starts one; port 0 takes any that is free. */
  public static DynamoDbServer start(int port) throws Exception {
    LocalDynamoDBRequestHandler requests =
        new LocalDynamoDBRequestHandler(0, true, null, true, false);
    DynamoDbServer server = new DynamoDbServer(requests, port);
    server.server.start();
    return server;
  }

  /** Where it listens. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + connector.getLocalPort());
  }

  @Override
  public void close() throws Exception {
    server.stop();
    requests.shutdown();
  }
}
