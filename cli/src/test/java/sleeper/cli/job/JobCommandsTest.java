package sleeper.cli.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sleeper.aws.queue.JobQueues;
import sleeper.cli.CommandRun;
import sleeper.core.json.Json;
import sleeper.core.properties.InstanceProperties;
import sleeper.core.properties.InstanceProperty;
import sleeper.core.queue.JobQueue;
import sleeper.core.queue.ReceivedMessage;
import sleeper.instance.SleeperInstance;

class JobCommandsTest {

  @TempDir private Path folder;

  @BeforeEach
  void makeTable() {
    SleeperInstance.init(
            folder,
            InstanceProperties.of(
                Map.of(
                    InstanceProperty.INGEST_QUEUE_MAX_RECEIVES.name(),
                    "1",
                    InstanceProperty.INGEST_SOURCE_FOLDERS.name(),
                    folder.toString())))
        .close();
    run("sample readings.parquet --rows 1000");
    run("table create readings --from readings.parquet --row-key sensor --sort-key time");
  }

  @Test
  void shouldSendAMessageWithAbsolutePaths() {
    CommandRun sent = run("job send readings readings.parquet --job-id first");

    assertThat(sent.out())
        .startsWith("✓ Sent job first for table readings")
        .contains(folder.resolve("readings.parquet").toString());
    assertThat(sent.err()).isEmpty();
    JsonNode message = Json.parse("message", receive().body());
    assertThat(message.get("id").asText()).isEqualTo("first");
    assertThat(message.get("tableName").asText()).isEqualTo("readings");
    assertThat(message.get("files").get(0).asText())
        .isEqualTo(folder.resolve("readings.parquet").toString());
  }

  @Test
  void shouldGiveProgramsTheIds() {
    JsonNode sent = run("job send readings readings.parquet --json").json();

    ReceivedMessage message = receive();
    assertThat(sent.get("messageId").asText()).isEqualTo(message.id());
    assertThat(message.body()).contains("\"id\":\"" + sent.get("jobId").asText() + "\"");
    assertThat(sent.get("files")).hasSize(1);
  }

  @Test
  void shouldSendATextAsItIs() throws IOException {
    Files.writeString(folder.resolve("hostile.json"), "{ not JSON\n");

    assertThat(run("job send --message hostile.json").out()).startsWith("Sent message ");

    assertThat(receive().body()).isEqualTo("{ not JSON\n");
  }

  @Test
  void shouldNotSendWhatEveryTaskWouldReject() {
    failed(
        3,
        "job send reading readings.parquet",
        "There is no table reading; did you mean readings?");
    failed(
        3,
        "job send readings /etc/passwd",
        "Nothing was sent, since it would be rejected: Path is not allowed: \"/etc/passwd\" is not"
            + " in a folder that sleeper.ingest.source.folders allows");
    failed(
        3,
        "job send readings readings.parquet --job-id a|b",
        "Job id is not usable: it has a vertical bar in it");
    failed(
        3, "job send --message nowhere.json", "There is no file " + folder.resolve("nowhere.json"));
    assertThat(run("job queue --json").json().get("waiting").asInt()).isZero();
  }

  @Test
  void shouldSayWhatIsMissing() {
    failed(
        2,
        "job send readings",
        "A table and a FILE_OR_DIR are needed, or --message with the text to send");
    failed(
        2,
        "job send readings --message x.json",
        "--message sends a text as it is; leave out table, files and --job-id");
    failed(2, "job", "What to do with a job is missing: send, queue, dead");
  }

  @Test
  void shouldSendAJobWhoseFilesComeLater() {
    CommandRun sent = run("job send readings later.parquet");

    assertThat(sent.err())
        .startsWith("note: " + folder.resolve("later.parquet") + " is not there;");
    assertThat(receive().body()).contains("later.parquet");
  }

  @Test
  void shouldCountMessages() throws InterruptedException {
    run("job send readings readings.parquet");
    run("job send readings readings.parquet");
    try (SleeperInstance instance = SleeperInstance.open(folder)) {
      assertThat(JobQueues.of(instance).receive(1, Duration.ZERO)).hasSize(1);
    }

    assertThat(run("job queue").out())
        .containsPattern("waiting +1 +the oldest for ")
        .containsPattern("in flight +1")
        .containsPattern("dead +0");
    assertThat(run("job queue --json").json().get("inFlight").asInt()).isEqualTo(1);
  }

  @Test
  void shouldListDeadMessagesAndSendThemBack() throws IOException {
    assertThat(run("job dead").out()).isEqualToIgnoringNewLines("No dead messages");
    run("job send readings readings.parquet --job-id first");
    Files.writeString(folder.resolve("hostile.json"), "[");
    run("job send --message hostile.json");
    die();
    die();

    assertThat(run("job dead").out())
        .containsPattern("readings +first +not known")
        .containsPattern("unknown +\\S+-\\S+ +not known")
        .contains("sleeper job dead --replay sends them back");
    assertThat(run("job dead --json").json().findValuesAsText("message")).contains("[").hasSize(2);
    assertThat(run("job dead --limit 1 --json").json()).hasSize(1);

    assertThat(run("job dead --replay").out())
        .isEqualToIgnoringNewLines("Sent 2 dead messages back to the queue");

    assertThat(run("job queue --json").json().get("waiting").asInt()).isEqualTo(2);
  }

  @Test
  void shouldDeleteDeadMessages() {
    run("job send readings readings.parquet");
    die();

    assertThat(run("job dead --delete").out()).isEqualToIgnoringNewLines("Deleted 1 dead message");

    assertThat(run("job dead --json").json()).isEmpty();
    assertThat(CommandRun.in(folder, "job", "dead", "--delete", "--replay").code()).isEqualTo(2);
  }

  @Test
  void shouldSendBackOrDeleteThoseOfJobsThatAreNamed() {
    for (String job : List.of("first", "second", "third")) {
      run("job send readings readings.parquet --job-id " + job);
      die();
    }

    assertThat(run("job dead --job second --json").json().findValuesAsText("jobId"))
        .containsExactly("second");
    assertThat(run("job dead --replay --job second").out())
        .isEqualToIgnoringNewLines("Sent 1 dead message back to the queue");
    failed(
        3,
        "job dead --delete --job second",
        "No dead message is of job second; sleeper job dead lists those that there are");
    assertThat(run("job dead --delete --job first --job third --json").json().get("deleted"))
        .hasToString("2");

    assertThat(receive().body()).contains("\"second\"");
    assertThat(run("job dead").out()).isEqualToIgnoringNewLines("No dead messages");
  }

  private void die() {
    try (SleeperInstance instance = SleeperInstance.open(folder)) {
      JobQueue queue = JobQueues.of(instance);
      queue.giveBack(receive(queue), Duration.ZERO);
    }
  }

  private ReceivedMessage receive() {
    try (SleeperInstance instance = SleeperInstance.open(folder)) {
      return receive(JobQueues.of(instance));
    }
  }

  private static ReceivedMessage receive(JobQueue queue) {
    try {
      List<ReceivedMessage> received = queue.receive(1, Duration.ZERO);
      assertThat(received).hasSize(1);
      return received.get(0);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private CommandRun run(String command) {
    return CommandRun.in(folder, command.split(" ")).succeeded();
  }

  private void failed(int code, String command, String sentence) {
    CommandRun.in(folder, command.split(" ")).failed(code, sentence);
  }
}
