package sleeper.cli.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
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
import sleeper.core.json.Json;
import sleeper.servers.AwsServers;
import sleeper.servers.TestClients;

/**
 * Runs the commands of docs/deployment.md that need no account, on an instance as the page's file
 * has it, while tasks start as in a deployment.
 */
@DisabledOnOs(OS.WINDOWS)
class DeploymentPageIT {

  private static final int MILLIS_BETWEEN_TASKS = 100;

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
  void shouldDoAsThePageSays() throws Exception {
    DocumentPage page = DocumentPage.of("docs/deployment.md");
    JsonNode config = config(page);
    String id = config.path("instance").asText();
    String bucket = config.path("sourceBuckets").path(0).asText();
    deploy(id, bucket, config.path("tables").path(0));
    boolean hasAws = Files.isExecutable(AwsPagesIT.AWS_CLI);

    String output;
    ScheduledExecutorService starter = Executors.newSingleThreadScheduledExecutor();
    ScheduledFuture<?> tasks = startTasks(starter, id);
    try (PageShell shell = new PageShell(folder)) {
      output =
          shell.run(
              hasAws ? page.commands() : page.commandsBefore("aws"), AwsServers.environment());
    } finally {
      starter.shutdown();
      assertThat(starter.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
      assertThatThrownBy(tasks::get).isInstanceOf(CancellationException.class);
    }
    sleeper("instance", "delete", id, "--yes");

    assertThat(output).containsPattern("leaf partitions +4\n").contains("Wrote 100,000 ");
    Assumptions.assumeTrue(
        hasAws,
        "There is no AWS CLI: of docs/deployment.md, what comes behind its first use is skipped");
    assertThat(output)
        .contains("Job day-2 for table readings: finished")
        .contains("\n200000\n")
        .contains("sensor-0042");
    empty(bucket);
  }

  /** The file of the page, which has policies as JSON, too. */
  private static JsonNode config(DocumentPage page) throws IOException {
    try (MappingIterator<JsonNode> documents =
        Json.mapper()
            .readerFor(JsonNode.class)
            .readValues(String.join("\n", page.blocks("json")))) {
      return documents.readAll().stream()
          .filter(document -> document.has("instance"))
          .findFirst()
          .orElseThrow();
    }
  }

  /** Makes what a deployment makes of a table. */
  private void deploy(String id, String bucket, JsonNode table) throws IOException {
    sleeper("instance", "create", "--aws", id, "--property=sleeper.ingest.source.bucket=" + bucket);
    List<String> splitPoints = new ArrayList<>();
    table.path("splitPoints").forEach(point -> splitPoints.add(point.asText()));
    Files.writeString(folder.resolve("schema.json"), Json.compact(table.path("schema")));
    Files.write(folder.resolve("split-points.txt"), splitPoints);
    sleeper(
        "--instance",
        id,
        "table",
        "create",
        table.path("name").asText(),
        "--schema=schema.json",
        "--split-points=split-points.txt");
  }

  /** Does the jobs that wait, again and again, until one of them fails. */
  private ScheduledFuture<?> startTasks(ScheduledExecutorService starter, String id) {
    return starter.scheduleWithFixedDelay(
        () -> sleeper("--instance", id, "task", "run", "--until-empty"),
        0,
        MILLIS_BETWEEN_TASKS,
        TimeUnit.MILLISECONDS);
  }

  private CommandRun sleeper(String... arguments) {
    return CommandRun.run(folder, TerminalTraits.PLAIN, Map.of(), arguments).succeeded();
  }

  private static void empty(String bucket) {
    TestClients.s3()
        .listObjectsV2(request -> request.bucket(bucket))
        .contents()
        .forEach(
            object ->
                TestClients.s3().deleteObject(request -> request.bucket(bucket).key(object.key())));
    TestClients.s3().deleteBucket(request -> request.bucket(bucket));
  }
}
