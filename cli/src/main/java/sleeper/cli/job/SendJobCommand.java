package sleeper.cli.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import sleeper.aws.queue.JobQueues;
import sleeper.cli.command.CommandContext;
import sleeper.cli.command.Json;
import sleeper.cli.command.Surroundings;
import sleeper.core.error.InvalidInput;
import sleeper.core.job.JobMessage;
import sleeper.core.job.JobMessageWriter;
import sleeper.instance.SleeperInstance;

/** Asks for a job by a message. */
@Command(
    name = "send",
    description = {
      "Send a message that asks for the rows of Parquet files to be added to a table.",
      "A task does the job, once, however often the message is sent or delivered under one job id."
    })
public final class SendJobCommand implements Runnable {

  private static final String STANDARD_INPUT = "-";

  private final Surroundings surroundings;
  @Spec private CommandSpec spec;

  @Parameters(index = "0", arity = "0..1", paramLabel = "NAME", description = "The table.")
  private @Nullable String name;

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "FILE_OR_DIR",
      description =
          "Parquet files, and folders whose .parquet files are meant, at any depth; in S3 as"
              + " s3://BUCKET/KEY.")
  private List<String> inputs = List.of();

  @Option(
      names = "--job-id",
      paramLabel = "ID",
      description = "Names this job; without it, it gets an id that no other has.")
  private @Nullable String jobId;

  @Option(
      names = "--message",
      paramLabel = "FILE",
      description = "Send the text of a file, or of standard input for -, just as it is.")
  private @Nullable String message;

  public SendJobCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public void run() {
    checkArguments();
    try (SleeperInstance instance = surroundings.open()) {
      if (message != null) {
        sendText(instance, text(message));
      } else {
        sendJob(instance);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void checkArguments() {
    boolean named = name != null || jobId != null;
    if (message != null && named) {
      throw wrong("--message sends a text as it is; leave out table, files and --job-id");
    } else if (message == null && (name == null || inputs.isEmpty())) {
      throw wrong("A table and a FILE_OR_DIR are needed, or --message with the text to send");
    } else if (jobId != null && jobId.isBlank()) {
      throw wrong("--job-id is empty; leave it out for a job that nobody names");
    }
  }

  private void sendText(SleeperInstance instance, String text) {
    String messageId = JobQueues.of(instance).send(text);
    if (surroundings.json()) {
      surroundings.print(Json.object().put("messageId", messageId));
    } else {
      surroundings.out().println("Sent message " + messageId);
    }
  }

  private void sendJob(SleeperInstance instance) {
    String table = String.valueOf(name);
    String id = jobId == null ? UUID.randomUUID().toString() : jobId;
    if (instance.awsClients().isPresent()) {
      inputs.forEach(SendJobCommand::checkIsInBucket);
    }
    List<String> paths = inputs.stream().map(surroundings::resolve).toList();
    String text = JobMessageWriter.write(id, table, paths);
    check(instance, table, text);
    paths.forEach(this::noteIfMissing);
    new SentJob(JobQueues.of(instance).send(text), id, table, paths).print(surroundings);
  }

  /** Tasks run on other machines, and take a path without a scheme for a bucket. */
  private static void checkIsInBucket(String path) {
    if (!CommandContext.isInBucket(path)) {
      throw new InvalidInput(
          "Path %s is on this machine, where tasks on AWS do not look; write s3://%s for what is in a bucket"
              .formatted(path, path.replaceFirst("^/+", "")));
    }
  }

  /** What every task would reject is not worth sending. */
  private static void check(SleeperInstance instance, String table, String text) {
    if (instance.ingestTasks().read("", text) instanceof JobMessage.Rejected rejected) {
      if (rejected.table() == null) {
        instance.tables().find(table);
      }
      throw new InvalidInput(
          "Nothing was sent, since it would be rejected: " + String.join("; ", rejected.reasons()));
    }
  }

  /** Files may come later than the message, so that this is no error. */
  private void noteIfMissing(String path) {
    if (path.startsWith("/") && !Files.exists(Path.of(path))) {
      surroundings.note(path + " is not there; the job is rejected unless it comes before a task");
    }
  }

  private String text(String file) throws IOException {
    byte[] bytes =
        file.equals(STANDARD_INPUT)
            ? System.in.readAllBytes()
            : Files.readAllBytes(surroundings.resolveFile(Path.of(file)));
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private ParameterException wrong(String sentence) {
    return new ParameterException(spec.commandLine(), sentence);
  }
}
