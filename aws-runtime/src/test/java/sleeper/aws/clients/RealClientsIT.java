package sleeper.aws.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sleeper.aws.TestAws;
import sleeper.aws.queue.SqsJobQueue;
import sleeper.aws.queue.SqsQueues;
import sleeper.core.properties.AwsProperty;
import sleeper.core.properties.InstanceProperties;
import sleeper.core.row.CloseableIterator;
import sleeper.core.row.Row;
import sleeper.core.schema.ListType;
import sleeper.core.schema.PrimitiveType;
import sleeper.core.schema.Schema;
import sleeper.core.tracker.JobState;
import sleeper.ingest.task.TaskListener;
import sleeper.instance.NewTable;
import sleeper.instance.SleeperInstance;
import sleeper.query.QueryResults;
import sleeper.query.TableQuery;
import sleeper.servers.AwsServers;
import sleeper.servers.TestClients;
import software.amazon.awssdk.core.sync.RequestBody;

/**
 * Jobs sent by the AWS CLI and by boto3, of files as pyarrow writes them: lists with elements
 * called {@code element}, which Sleeper itself cannot read. Skipped where the programs are not
 * there (Debian: awscli, python3-boto3).
 */
class RealClientsIT {

  private static final Schema SCHEMA =
      Schema.builder()
          .rowKey("key", PrimitiveType.LONG)
          .value("tags", new ListType(PrimitiveType.STRING))
          .build();

  private static final MessageType AS_PYARROW_WRITES =
      MessageTypeParser.parseMessageType(
          """
          message schema {
            required int64 key;
            required group tags (LIST) {
              repeated group list {
                required binary element (STRING);
              }
            }
          }
          """);

  @TempDir private Path folder;
  private SleeperInstance instance;
  private String queueUrl;
  private String bucket;

  @BeforeEach
  void createInstance() {
    instance = TestAws.open(TestAws.create(InstanceProperties.empty()));
    instance.tables().create(NewTable.named("myTable", SCHEMA));
    queueUrl = instance.properties().get(AwsProperty.JOB_QUEUE_URL);
    bucket = instance.properties().get(AwsProperty.DATA_BUCKET);
  }

  @AfterEach
  void close() {
    instance.close();
  }

  @Test
  void shouldIngestWhatTheAwsCliSent() throws Exception {
    String aws = program("/usr/bin/aws", "aws");
    String key = upload("cli", 10);

    run(
        aws,
        "--endpoint-url",
        AwsServers.sqs().toString(),
        "sqs",
        "send-message",
        "--queue-url",
        queueUrl,
        "--message-body",
        "{\"id\":\"cli\",\"tableName\":\"myTable\",\"files\":[\"%s/%s\"]}".formatted(bucket, key));

    assertThat(rowsAfterTheJob("cli")).containsExactlyElementsOf(expected(10));
  }

  @Test
  void shouldIngestWhatBoto3Sent() throws Exception {
    String python = program("/usr/bin/python3", "python3");
    Assumptions.assumeTrue(succeeds(python, "-c", "import boto3"), "boto3 is not there: skipped");
    String key = upload("python", 20);
    // As Sleeper's Python client sends it: the id first, then the files, then the table.
    String script =
        """
        import json, sys, boto3
        queue = boto3.resource("sqs", endpoint_url=sys.argv[1]).Queue(sys.argv[2])
        queue.send_message(MessageBody=json.dumps(
            {"id": "python", "files": [sys.argv[3]], "tableName": "myTable"}))
        """;

    run(python, "-c", script, AwsServers.sqs().toString(), queueUrl, bucket + "/" + key);

    assertThat(rowsAfterTheJob("python")).containsExactlyElementsOf(expected(20));
  }

  private List<String> rowsAfterTheJob(String jobId) throws IOException {
    SqsJobQueue queue =
        new SqsJobQueue(
            TestClients.sqs(), new SqsQueues(queueUrl, Optional.empty(), Duration.ofSeconds(60)));
    instance
        .ingestTasks()
        .create(
            queue,
            instance
                .ingestTasks()
                .settings()
                .withWaits(Duration.ofSeconds(1), Duration.ofSeconds(2)),
            TaskListener.NONE)
        .run();
    assertThat(instance.jobReports().ofJob(jobId))
        .singleElement()
        .satisfies(job -> assertThat(job.state()).isEqualTo(JobState.FINISHED));
    return rows();
  }

  private List<String> rows() throws IOException {
    TableQuery table = instance.query("myTable");
    List<String> lines = new ArrayList<>();
    try (QueryResults results = table.run(table.query().build());
        CloseableIterator<Row> rows = results.rows()) {
      rows.forEachRemaining(row -> lines.add(row.get("key") + " " + row.get("tags")));
    }
    return lines;
  }

  private static List<String> expected(int rows) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      lines.add(i + " [tag" + i + ", other]");
    }
    return lines;
  }

  private String upload(String name, int rows) throws IOException {
    Path file = folder.resolve(name + ".parquet");
    SimpleGroupFactory groups = new SimpleGroupFactory(AS_PYARROW_WRITES);
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(new LocalOutputFile(file))
            .withType(AS_PYARROW_WRITES)
            .build()) {
      for (int i = rows - 1; i >= 0; i--) {
        Group row = groups.newGroup().append("key", (long) i);
        Group tags = row.addGroup("tags");
        tags.addGroup("list").append("element", "tag" + i);
        tags.addGroup("list").append("element", "other");
        writer.write(row);
      }
    }
    String key = "for_ingest/" + name + ".parquet";
    TestClients.s3().putObject(put -> put.bucket(bucket).key(key), RequestBody.fromFile(file));
    return key;
  }

  private static String program(String path, String name) {
    Assumptions.assumeTrue(Files.isExecutable(Path.of(path)), name + " is not there: skipped");
    return path;
  }

  private static boolean succeeds(String... command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getInputStream().readAllBytes();
    return process.waitFor() == 0;
  }

  private static void run(String... command) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(AwsServers.environment());
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(output).isZero();
  }
}
