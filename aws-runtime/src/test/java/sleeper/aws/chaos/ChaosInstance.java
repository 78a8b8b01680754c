package sleeper.aws.chaos;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sleeper.aws.queue.SqsJobQueue;
import sleeper.aws.queue.SqsQueues;
import sleeper.core.properties.AwsProperty;
import sleeper.core.properties.InstanceProperties;
import sleeper.core.queue.JobQueue;
import sleeper.core.queue.QueueDepth;
import sleeper.core.row.CloseableIterator;
import sleeper.core.row.Row;
import sleeper.instance.NewTable;
import sleeper.instance.SleeperInstance;
import sleeper.instance.aws.AwsBackend;
import sleeper.instance.aws.TestAwsInstance;
import sleeper.instance.backend.Backend;
import sleeper.query.QueryResults;
import sleeper.query.TableQuery;
import sleeper.servers.TestClients;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** An instance with a queue, seen from the test, whom nothing disturbs. */
final class ChaosInstance implements AutoCloseable {

  private static final String MOST_DELIVERIES = "60";

  /** Waits and leases that let those who take over do so soon. */
  private static final Map<String, String> SHORT_WAITS =
      Map.of(
          "sleeper.ingest.lease.seconds", "8",
          "sleeper.ingest.queue.visibility.timeout.seconds", "4",
          "sleeper.ingest.task.retry.first.seconds", "1",
          "sleeper.ingest.task.retry.longest.seconds", "2",
          "sleeper.ingest.task.idle.seconds", "600",
          "sleeper.ingest.memory.budget.bytes", "38M",
          "sleeper.ingest.job.queue.wait.time", "2");

  private final TestAwsInstance aws;
  private final Backend backend;
  private final SleeperInstance instance;
  private final JobQueue queue;

  private ChaosInstance(TestAwsInstance aws, SqsQueues queues) {
    this.aws = aws;
    backend = AwsBackend.open(TestAwsInstance.clients(), aws.id(), Clock.systemUTC());
    instance = SleeperInstance.of(backend);
    queue = new SqsJobQueue(TestClients.sqs(), queues);
  }

  static ChaosInstance create(boolean isShared) {
    String deadLetters = createQueue("dead", Map.of());
    String arn =
        TestClients.sqs()
            .getQueueAttributes(
                get -> get.queueUrl(deadLetters).attributeNames(QueueAttributeName.QUEUE_ARN))
            .attributes()
            .get(QueueAttributeName.QUEUE_ARN);
    String redrive =
        "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":\"%s\"}"
            .formatted(arn, MOST_DELIVERIES);
    String url = createQueue("jobs", Map.of(QueueAttributeName.REDRIVE_POLICY, redrive));
    InstanceProperties properties =
        InstanceProperties.of(SHORT_WAITS)
            .with(AwsProperty.SHARED, isShared)
            .with(AwsProperty.JOB_QUEUE_URL, url);
    return new ChaosInstance(
        TestAwsInstance.create(properties),
        new SqsQueues(url, Optional.of(deadLetters), Duration.ofSeconds(4)));
  }

  private static String createQueue(String kind, Map<QueueAttributeName, String> attributes) {
    String name = "chaos-%s-%d".formatted(kind, System.nanoTime());
    return TestClients.sqs()
        .createQueue(create -> create.queueName(name).attributes(attributes))
        .queueUrl();
  }

  String id() {
    return aws.id();
  }

  String dataBucket() {
    return aws.names().dataBucket();
  }

  Backend backend() {
    return backend;
  }

  SleeperInstance instance() {
    return instance;
  }

  void createTable(String name, int leaves) {
    instance
        .tables()
        .create(
            NewTable.named(name, ChaosRows.SCHEMA)
                .withSplitPoints(ChaosRows.splitPoints(leaves))
                .withProperties(
                    Map.of(
                        "sleeper.table.gc.delay.minutes",
                        "0",
                        "sleeper.table.statestore.transactionlog.snapshot.every.transactions",
                        "1")));
  }

  void send(String message) {
    queue.send(message);
  }

  QueueDepth depth() {
    return queue.depth();
  }

  /** Whether there is no message, nor one that somebody holds. */
  boolean isQueueEmpty() {
    QueueDepth depth = queue.depth();
    return depth.waiting() + depth.inFlight() == 0;
  }

  /** All rows of a table, read by somebody who remembers nothing. */
  List<Row> rows(String tableName) throws Exception {
    try (SleeperInstance reader = aws.open()) {
      TableQuery table = reader.query(tableName);
      List<Row> rows = new ArrayList<>();
      try (QueryResults results = table.run(table.query().build());
          CloseableIterator<Row> iterator = results.rows()) {
        iterator.forEachRemaining(rows::add);
      }
      return rows;
    }
  }

  @Override
  public void close() {
    instance.close();
  }
}
