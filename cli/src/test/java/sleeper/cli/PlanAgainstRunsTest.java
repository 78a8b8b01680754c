package sleeper.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sleeper.cli.terminal.TerminalTraits;
import sleeper.servers.TestClients;
import sleeper.servers.TestCredentials;
import software.amazon.awssdk.core.sync.RequestBody;

/** What model engine says beforehand, and what the same ingest then reports: within a fifth. */
class PlanAgainstRunsTest {

  private static final String INSTANCE = "plantest";
  private static final String SOURCE = "plan-against-runs-source";
  private static final double FIFTH = 0.2;

  @TempDir private static Path folder;

  @BeforeAll
  static void makeAnInstance() {
    AwsSettings.nameTheServers();
    TestClients.s3().createBucket(request -> request.bucket(SOURCE));
    run("instance create --aws " + INSTANCE);
  }

  @AfterAll
  static void forgetTheServers() {
    AwsSettings.forgetTheServers();
  }

  @Test
  void shouldForetellASmallJob() throws Exception {
    makeTable("small", "(hash(range) >> 2)::BIGINT AS key, range % 7 AS kind", 20_000, 4);

    assertForetold("small", "");
    assertForetold("small", " --threads 1");
  }

  @Test
  void shouldForetellAJobOfManyLeaves() throws Exception {
    makeTable("leaves", "(hash(range) >> 2)::BIGINT AS key", 20_000, 120);

    assertForetold("leaves", "");
    assertForetold("leaves", " --threads 1");
  }

  @Test
  void shouldForetellAJobWhoseTransactionIsAnObject() throws Exception {
    makeTable("wide", "(hash(range) >> 2)::BIGINT AS key", 20_000, 660);

    assertForetold("wide", "");
  }

  @Test
  void shouldForetellSpills() throws Exception {
    makeTable(
        "spills", "(hash(range) >> 2)::BIGINT AS key, md5(range::VARCHAR) AS text", 1_500_000, 8);

    JsonNode done = assertForetold("spills", " --memory 48M");
    assertThat(done.get("spills").asLong()).isGreaterThan(2);
  }

  @Test
  void shouldForetellUploadsInParts() throws Exception {
    makeTable(
        "parts", "(hash(range) >> 2)::BIGINT AS key, md5(range::VARCHAR) AS text", 1_000_000, 1);

    JsonNode done = assertForetold("parts", "");
    assertThat(done.at("/aws/requests/S3.UploadPart").asLong()).isGreaterThan(1);
  }

  @Test
  void shouldForetellAJobThatTouchesFewLeaves() throws Exception {
    makeTable("clustered", "range AS key", 100_000, 20);
    write("part.parquet", "range AS key", 10_000);

    JsonNode done = assertForetold("clustered", "part.parquet", "");
    assertThat(done.get("files").size()).isLessThan(5);
  }

  @Test
  void shouldForetellWhatATaskAsksFor() throws Exception {
    makeTable("messages", "(hash(range) >> 2)::BIGINT AS key", 20_000, 4);
    JsonNode plan = run("plan --table messages --rows 20k --job-rows 20k --speed 4M --json").json();
    run("job send messages s3://" + SOURCE + "/messages.parquet");

    JsonNode done = run("task run --until-empty --json").json();

    JsonNode engine = engine(plan);
    assertWithinAFifth(engine, "s3Puts", puts(done));
    assertWithinAFifth(engine, "writeUnits", done.at("/aws/writeUnits").asDouble());
  }

  @Test
  void shouldForetellCommitsOnASharedInstance() throws Exception {
    makeTable("shared", "(hash(range) >> 2)::BIGINT AS key", 20_000, 40);
    String bucket = "sleeper-%s-config-%s".formatted(INSTANCE, TestCredentials.ACCOUNT);
    String properties = properties(bucket);
    try {
      write(bucket, properties + "\nsleeper.statestore.shared=true\n");
      assertForetold("shared", "");
    } finally {
      write(bucket, properties);
    }
  }

  private static String properties(String bucket) {
    return TestClients.s3()
        .getObjectAsBytes(get -> get.bucket(bucket).key("instance.properties"))
        .asString(StandardCharsets.UTF_8);
  }

  private static void write(String bucket, String properties) {
    TestClients.s3()
        .putObject(
            put -> put.bucket(bucket).key("instance.properties"),
            RequestBody.fromString(properties));
  }

  private static void makeTable(String name, String columns, int rows, int partitions)
      throws Exception {
    write(name + ".parquet", columns, rows);
    run(
        "table create %s --from %s.parquet --row-key key --partitions %d"
            .formatted(name, name, partitions));
  }

  /** Made by DuckDB, and put into S3. */
  private static void write(String file, String columns, int rows) throws Exception {
    Path path = folder.resolve(file);
    try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duckDb.createStatement()) {
      statement.execute(
          "COPY (SELECT %s FROM range(%d)) TO '%s' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 20480)"
              .formatted(columns, rows, path));
    }
    TestClients.s3()
        .putObject(request -> request.bucket(SOURCE).key(file), RequestBody.fromFile(path));
  }

  private static JsonNode assertForetold(String table, String options) {
    return assertForetold(table, table + ".parquet", options);
  }

  private static JsonNode assertForetold(String table, String file, String options) {
    String command = "ingest %s s3://%s/%s%s --json".formatted(table, SOURCE, file, options);
    JsonNode engine = engine(run(command + " --plan").json());

    JsonNode done = run(command).json();

    assertWithinAFifth(engine, "files", done.get("files").size());
    assertWithinAFifth(engine, "s3Puts", puts(done));
    assertWithinAFifth(engine, "writeUnits", done.at("/aws/writeUnits").asDouble());
    assertWithinAFifth(engine.get("job"), "spills", done.get("spills").asDouble());
    return done;
  }

  private static void assertWithinAFifth(JsonNode plan, String what, double reported) {
    assertThat(plan.get(what).asDouble())
        .as("%s, of which there were %s", what, reported)
        .isCloseTo(reported, within(reported * FIFTH));
  }

  private static JsonNode engine(JsonNode plan) {
    JsonNode engine = plan.at("/models/1");
    assertThat(engine.get("model").asText()).isEqualTo("engine");
    return engine;
  }

  /** All that is billed as PUT. */
  private static double puts(JsonNode report) {
    return requests(report, "S3.PutObject")
        + requests(report, "S3.CreateMultipartUpload")
        + requests(report, "S3.UploadPart")
        + requests(report, "S3.CompleteMultipartUpload")
        + requests(report, "S3.ListObjectsV2");
  }

  private static double requests(JsonNode report, String kind) {
    return report.at("/aws/requests").path(kind).asDouble();
  }

  private static CommandRun run(String command) {
    return CommandRun.run(
            folder, TerminalTraits.PLAIN, Map.of("SLEEPER_INSTANCE", INSTANCE), command.split(" "))
        .succeeded();
  }
}
