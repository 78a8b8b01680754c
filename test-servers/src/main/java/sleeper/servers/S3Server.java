package sleeper.servers;

import java.net.URI;
import java.nio.file.Path;
import java.util.Properties;
import org.gaul.s3proxy.BlobStores;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;

/** S3Proxy over a folder; it checks signatures. */
public final class S3Server implements AutoCloseable {

  private final S3Proxy server;

  private S3Server(S3Proxy server) {
    this.server = server;
  }

  /** Starts one that keeps buckets as folders; port 0 takes any that is free. */
  public static S3Server start(Path folder, int port) throws Exception {
    Properties settings = new Properties();
    settings.setProperty("jclouds.filesystem.basedir", folder.toAbsolutePath().toString());
    S3Proxy server =
        S3Proxy.builder()
            .blobStore(BlobStores.create("filesystem-nio2", settings))
            .endpoint(URI.create("http://127.0.0.1:" + port))
            .awsAuthentication(
                AuthenticationType.AWS_V2_OR_V4, TestCredentials.KEY, TestCredentials.SECRET)
            .jettyMaxThreads(200)
            .build();
    server.start();
    return new S3Server(server);
  }

  /** Where it listens. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getPort());
  }

  @Override
  public void close() throws Exception {
    server.stop();
  }
}
