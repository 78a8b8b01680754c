package sleeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import sleeper.cli.terminal.TerminalTraits;
import sleeper.servers.TestClients;
import sleeper.servers.TestCredentials;
import software.amazon.awssdk.core.sync.RequestBody;

/** The commands on an instance on AWS, from its making to its end. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AwsCommandsTest {

  private static final String SOURCE = "aws-commands-source";

  @TempDir private static Path folder;

  @BeforeAll
  static void nameTheServers() {
    AwsSettings.nameTheServers();
    TestClients.s3().createBucket(request -> request.bucket(SOURCE));
  }

  @AfterAll
  static void forgetTheServers() {
    AwsSettings.forgetTheServers();
  }

  @Test
  @Order(1)
  void shouldMakeAnInstance() {
    failed(3, "status", "There is no instance clitest in account " + TestCredentials.ACCOUNT);

    CommandRun made =
        run("instance create --aws clitest --property sleeper.ingest.task.idle.seconds=9");

    assertThat(made.out())
        .containsPattern("bucket +sleeper-clitest-table-data-\\d+ +made")
        .contains("✓ Made instance clitest; export SLEEPER_INSTANCE=clitest");
    failed(3, "instance create --aws clitest", "clitest");
  }

  @Test
  @Order(2)
  void shouldSayWhatBelongsToIt() {
    JsonNode described = run("instance describe --json").json();

    assertThat(described.get("kind").asText()).isEqualTo("aws");
    assertThat(described.get("shared").asBoolean()).isFalse();
    assertThat(described.get("queueUrl").asText()).endsWith("/sleeper-clitest-IngestJobQ");
    assertThat(run("instance describe").out())
        .startsWith("Instance clitest on AWS")
        .containsPattern("data bucket +sleeper-clitest-table-data-")
        .containsPattern("dead letters +http\\S+/sleeper-clitest-IngestJobDLQ");
  }

  @Test
  @Order(3)
  void shouldDoAJobThatCameAsAMessage() {
    run("sample readings.parquet --rows 1000");
    TestClients.s3()
        .putObject(
            request -> request.bucket(SOURCE).key("in/readings.parquet"),
            RequestBody.fromFile(folder.resolve("readings.parquet")));
    run("table create readings --from readings.parquet --row-key sensor --sort-key time");

    run("job send readings s3://" + SOURCE + "/in/ --job-id first");
    assertThat(run("job queue --json").json().get("waiting").asInt()).isEqualTo(1);
    assertThat(run("task run --until-empty").out())
        .startsWith("Task ended: 1 finished; 1,000 rows added")
        .containsPattern(
            "Asked of AWS: DynamoDb \\d+, S3 \\d+, Sqs \\d+ requests; .+ uploaded, \\d+ write units of");

    assertThat(run("jobs --job first --watch").out())
        .contains("first  finished  1,000 of 1,000 rows");
    assertThat(run("jobs --job first").out())
        .contains("1,000 read = 1,000 written + 0 rejected + 0 filtered")
        .contains(SOURCE + "/in/readings.parquet");
    assertThat(run("tasks").out()).containsPattern("finished +.* 1 +1,000 +1,000 ");
    assertThat(run("query readings --count").out()).isEqualToIgnoringNewLines("1000");
    assertThat(run("job dead").out()).isEqualToIgnoringNewLines("No dead messages");
  }

  @Test
  @Order(4)
  void shouldTellPathsOfThisMachineFromThoseInBuckets() {
    failed(
        3,
        "ingest readings %s/in/".formatted(SOURCE),
        "on this machine; write s3://%s/in/ for what is in a bucket".formatted(SOURCE));
    failed(
        3,
        "job send readings readings.parquet",
        "error: Path readings.parquet is on this machine, where tasks on AWS do not look");
    failed(3, "ingest readings s3:///in/", "Input s3:///in/ is not a path in S3");
    failed(3, "ingest readings s3://no-such-bucket/", "there is no bucket no-such-bucket");
    failed(3, "job send --message .", "is a folder; name a file");
    assertThat(run("job queue --json").json().get("waiting").asInt()).isZero();
  }

  @Test
  @Order(5)
  void shouldSayOfARejectedJobWhichPathWasNotFound() {
    run("job send readings s3://%s/nowhere/ --job-id lost".formatted(SOURCE));

    assertThat(attempt("task run --until-empty").err())
        .contains("✗ lost  readings  rejected: ")
        .contains("Input s3://%s/nowhere/ does not exist".formatted(SOURCE));
    assertThat(run("jobs --rejected").out())
        .contains("Could not find one or more paths; Input s3://" + SOURCE);
  }

  @Test
  @Order(6)
  void shouldSayWhatAnIngestAskedAwsFor() {
    JsonNode ingested = run("ingest readings readings.parquet --json").json();

    JsonNode requests = ingested.at("/aws/requests");
    assertThat(requests.path("S3.PutObject").asInt()).isEqualTo(2);
    assertThat(requests.path("DynamoDb.TransactWriteItems").asInt()).isEqualTo(2);
    assertThat(ingested.at("/aws/uploadedBytes").asLong())
        .isGreaterThan(ingested.path("bytes").asLong());
    assertThat(ingested.at("/aws/writeUnits").asDouble()).isBetween(16.0, 30.0);
    assertThat(run("ingest readings readings.parquet").out())
        .containsPattern("asked of AWS +DynamoDb \\d+, S3 \\d+ requests");
  }

  @Test
  @Order(7)
  void shouldDeleteIt() {
    assertThat(run("instance delete clitest --yes").out())
        .containsPattern("bucket +sleeper-clitest-table-data-\\d+ +deleted")
        .contains("✓ Deleted instance clitest");
    failed(3, "status", "There is no instance clitest");
    failed(3, "instance delete clitest --yes", "There is no instance clitest");
  }

  private static CommandRun run(String command) {
    return attempt(command).succeeded();
  }

  private static void failed(int code, String command, String part) {
    CommandRun failed = attempt(command);
    assertThat(failed.code()).as(failed.err()).isEqualTo(code);
    assertThat(failed.err()).startsWith("error: ").contains(part).doesNotContain("\tat ");
  }

  private static CommandRun attempt(String command) {
    return CommandRun.run(
        folder, TerminalTraits.PLAIN, Map.of("SLEEPER_INSTANCE", "clitest"), command.split(" "));
  }
}
