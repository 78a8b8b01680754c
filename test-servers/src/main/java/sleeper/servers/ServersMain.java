package sleeper.servers;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;

/**
 * Runs the three servers until the process is ended, for people who want to try the software as on
 * AWS without an account.
 *
 * <p>Takes a folder. Buckets are kept below it; tables and queues go with the process. Once all
 * servers listen, the file {@code aws.env} in the folder has the variables that lead clients to
 * them, as a shell reads them.
 */
public final class ServersMain {

  private ServersMain() {}

  /** Runs the servers. */
  public static void main(String[] arguments) throws Exception {
    if (arguments.length != 1) {
      throw new IllegalArgumentException("One argument is needed: the folder to keep buckets in");
    }
    Path folder = Path.of(arguments[0]).toAbsolutePath();
    Path buckets = Files.createDirectories(folder.resolve("buckets"));
    try (S3Server s3 = S3Server.start(buckets, 0);
        DynamoDbServer dynamoDb = DynamoDbServer.start(0);
        SqsServer sqs = SqsServer.start(0)) {
      write(folder.resolve("aws.env"), s3.endpoint(), dynamoDb.endpoint(), sqs.endpoint());
      new CountDownLatch(1).await();
    }
  }

  /** Whoever waits for the file finds it whole. */
  private static void write(Path file, URI s3, URI dynamoDb, URI sqs) throws Exception {
    String text =
        new TreeMap<>(AwsServers.environment(s3, dynamoDb, sqs))
            .entrySet().stream()
                .map(variable -> "export " + variable.getKey() + "=" + variable.getValue() + "\n")
                .collect(Collectors.joining());
    Path partial = file.resolveSibling("aws.env.part");
    Files.writeString(partial, text);
    Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
