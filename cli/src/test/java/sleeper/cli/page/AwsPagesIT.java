package sleeper.cli.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import sleeper.cli.AwsSettings;
import sleeper.cli.CommandRun;
import sleeper.cli.terminal.TerminalTraits;
import sleeper.core.properties.AwsProperty;
import sleeper.core.properties.InstanceProperties;
import sleeper.core.properties.InstanceProperty;
import sleeper.servers.AwsServers;
import sleeper.servers.TestClients;
import sleeper.servers.TestCredentials;
import software.amazon.awssdk.core.sync.RequestBody;

/** Runs every command of the pages about AWS as it stands there, against servers as AWS has. */
@DisabledOnOs(OS.WINDOWS)
class AwsPagesIT {

  /** The instance that the pages speak of. */
  private static final String ID = "my-id";

  static final Path AWS_CLI = Path.of("/usr/bin/aws");

  @TempDir private Path folder;

  @BeforeAll
  static void nameTheServers() {
    AwsSettings.nameTheServers();
  }

  @AfterAll
  static void forgetTheServers() {
    AwsSettings.forgetTheServers();
  }

  @Test
  void shouldDoAsThePageOnAwsSays() throws Exception {
    deployAsSleeper("their-id");
    DocumentPage page = DocumentPage.of("docs/aws.md");
    List<String> commands = page.commands();
    List<String> possible = Files.isExecutable(AWS_CLI) ? commands : page.commandsBefore("aws");

    String output = run(possible, Map.of());

    assertThat(output)
        .contains("Made instance my-id")
        .contains("Instance their-id can be used")
        .contains("Ingested 100,000 rows into readings")
        .contains("sensor-0042");
    Assumptions.assumeTrue(
        possible.equals(commands),
        "There is no AWS CLI: of docs/aws.md, what comes behind its first use is skipped");
    assertThat(output)
        .contains("Task ended: 1 finished; 100,000 rows added")
        .contains("Job day-3 for table readings: finished")
        .contains("Deleted instance my-id");
  }

  @Test
  void shouldDoAsTheOperatingGuideSays() throws Exception {
    TestClients.s3().createBucket(request -> request.bucket("my-readings"));
    makeInstance(
        "--property=sleeper.ingest.queue.max.receives=1",
        "--property=sleeper.ingest.task.retry.first.seconds=0",
        "--property=sleeper.ingest.spill.directory=/dev/null/spill");
    put("my-readings", "2026/readings.parquet");
    for (String job : List.of("day-1", "day-2", "day-3", "day-4")) {
      sleeper("job", "send", "readings", "s3://my-readings/2026/", "--job-id", job);
    }
    assertThat(sleeper("task", "run", "--until-empty").out()).startsWith("Task ended: 4 retried");

    String output = run(DocumentPage.of("docs/operating.md").commands(), variables());

    assertThat(output)
        .containsPattern("dead +4")
        .containsPattern(
            "readings +day-1 +Folder /dev/null/spill for spill files could not be made")
        .contains(
            """
            sleeper job dead --replay --job day-1
            Sent 1 dead message back to the queue
            sleeper job dead --delete --job day-2 --job day-3
            Deleted 2 dead messages
            sleeper job dead --replay
            Sent 1 dead message back to the queue
            """)
        .contains("Deleted instance my-id");
  }

  @Test
  void shouldDoAsThePageOnMessagesSays() throws Exception {
    makeInstance();
    TestClients.s3().createBucket(request -> request.bucket("my-bucket"));
    put("my-bucket", "2026/01/01/b.parquet");
    put("my-bucket", "late/a.parquet");
    DocumentPage page = DocumentPage.of("docs/job-messages.md");
    Files.write(folder.resolve("job.json"), page.blocks("json"));

    String output = run(page.commands(), variables());

    assertThat(output)
        .contains("Task ended: 1 finished; 2,000 rows added")
        .contains("Job readings-2026-01-01 for table readings: finished")
        .contains("my-bucket/late/a.parquet");
    sleeper("instance", "delete", ID, "--yes");
    deleteBucket("my-bucket", "2026/01/01/b.parquet", "late/a.parquet");
  }

  private String run(List<String> commands, Map<String, String> variables) throws Exception {
    Map<String, String> all = new HashMap<>(AwsServers.environment());
    all.putAll(variables);
    try (PageShell shell = new PageShell(folder)) {
      return shell.run(commands, all);
    }
  }

  /** An instance with a table. */
  private void makeInstance(String... options) throws Exception {
    sleeper(
        Stream.concat(Stream.of("instance", "create", "--aws", ID), Stream.of(options))
            .toArray(String[]::new));
    sleeper("sample", "readings.parquet", "--rows", "1000");
    sleeper("table", "create", "readings", "--from", "readings.parquet", "--row-key", "sensor");
  }

  private void put(String bucket, String key) {
    TestClients.s3()
        .putObject(
            request -> request.bucket(bucket).key(key),
            RequestBody.fromFile(folder.resolve("readings.parquet")));
  }

  private static void deleteBucket(String bucket, String... keys) {
    for (String key : keys) {
      TestClients.s3().deleteObject(request -> request.bucket(bucket).key(key));
    }
    TestClients.s3().deleteBucket(request -> request.bucket(bucket));
  }

  private CommandRun sleeper(String... arguments) {
    return CommandRun.run(folder, TerminalTraits.PLAIN, variables(), arguments).succeeded();
  }

  private static Map<String, String> variables() {
    return Map.of("SLEEPER_INSTANCE", ID);
  }

  /** What Sleeper's deployment makes of the state store, and none of what we make beside it. */
  private void deployAsSleeper(String id) {
    sleeper("instance", "create", "--aws", id);
    for (String ours : List.of("job-progress", "job-ledger", "write-intents")) {
      String table = "sleeper-%s-ingest-%s".formatted(id, ours);
      TestClients.dynamoDb().deleteTable(request -> request.tableName(table));
    }
    InstanceProperties properties =
        InstanceProperties.empty()
            .with(InstanceProperty.ID, id)
            .with(AwsProperty.VERSION, "0.37.0")
            .with(
                AwsProperty.DATA_BUCKET,
                "sleeper-%s-table-data-%s".formatted(id, TestCredentials.ACCOUNT));
    TestClients.s3()
        .putObject(
            request ->
                request
                    .bucket("sleeper-%s-config-%s".formatted(id, TestCredentials.ACCOUNT))
                    .key("instance.properties"),
            RequestBody.fromString(properties.toText()));
  }
}
