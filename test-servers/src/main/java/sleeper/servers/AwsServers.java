package sleeper.servers;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One server of each kind, started when it is first asked for and ended with the process. All tests
 * of a process share them: each takes buckets, tables and queues of names of its own.
 */
public final class AwsServers {

  private static final Logger LOG = LoggerFactory.getLogger(AwsServers.class);

  private AwsServers() {}

  private static final class DynamoDb {
    private static final DynamoDbServer SERVER = started(() -> DynamoDbServer.start(0));
  }

  private static final class S3 {
    private static final S3Server SERVER = started(() -> S3Server.start(temporaryFolder("s3"), 0));
  }

  private static final class Sqs {
    private static final SqsServer SERVER = started(() -> SqsServer.start(0));
  }

  /** Starts a server. */
  private interface Start<T> {
    T start() throws Exception;
  }

  /** The DynamoDB of this process. */
  public static URI dynamoDb() {
    return DynamoDb.SERVER.endpoint();
  }

  /** The S3 of this process. */
  public static URI s3() {
    return S3.SERVER.endpoint();
  }

  /** The SQS of this process. */
  public static URI sqs() {
    return Sqs.SERVER.endpoint();
  }

  /** Environment variables by which another process, ours or the AWS CLI, finds all three. */
  public static Map<String, String> environment() {
    return environment(s3(), dynamoDb(), sqs());
  }

  static Map<String, String> environment(URI s3, URI dynamoDb, URI sqs) {
    Map<String, String> variables = new HashMap<>();
    variables.put("AWS_ACCESS_KEY_ID", TestCredentials.KEY);
    variables.put("AWS_SECRET_ACCESS_KEY", TestCredentials.SECRET);
    variables.put("AWS_REGION", TestCredentials.REGION);
    variables.put("AWS_DEFAULT_REGION", TestCredentials.REGION);
    variables.put("AWS_EC2_METADATA_DISABLED", "true");
    variables.put("AWS_ENDPOINT_URL_S3", s3.toString());
    variables.put("AWS_ENDPOINT_URL_DYNAMODB", dynamoDb.toString());
    variables.put("AWS_ENDPOINT_URL_SQS", sqs.toString());
    variables.put("SLEEPER_ACCOUNT", TestCredentials.ACCOUNT);
    return variables;
  }

  private static Path temporaryFolder(String name) throws Exception {
    Path folder = Files.createTempDirectory("sleeper-" + name);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> FolderDeletion.delete(folder)));
    return folder;
  }

  private static <T extends AutoCloseable> T started(Start<T> start) {
    try {
      T server = start.start();
      LOG.info("Started {}", server.getClass().getSimpleName());
      return server;
    } catch (Exception e) {
      throw new IllegalStateException("A test server could not be started", e);
    }
  }
}
