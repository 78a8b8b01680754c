package sleeper.starter.aws;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import sleeper.core.error.InvalidInput;
import sleeper.core.json.Json;
import sleeper.core.properties.AwsProperty;
import sleeper.core.properties.InstanceProperties;
import sleeper.starter.StartedTasks;
import sleeper.starter.TaskLimits;
import sleeper.starter.TaskStarter;

/**
 * The Lambda that starts ingest tasks of one instance in ECS. A schedule or an alarm invokes it;
 * the event may be anything and is not read. It looks at the queue itself and takes no message.
 *
 * <p>The instance's properties are read each time, so that a changed limit holds at once. The
 * answer is a JSON object of what was seen and done. An invocation that could not look, or could
 * start none of the tasks it wanted, fails, so that the function's error metric shows it.
 */
public final class TaskStarterLambda implements RequestStreamHandler {

  /** The environment variable that names the config bucket of the instance. */
  static final String CONFIG_BUCKET = "CONFIG_BUCKET";

  private final AwsClients clients;
  private final ConfigBucket config;

  /**
   * For the Lambda runtime.
   *
   * @throws InvalidInput if the environment does not name a config bucket
   */
  public TaskStarterLambda() {
    this(AwsClients.ofEnvironment(), System.getenv(CONFIG_BUCKET));
  }

  TaskStarterLambda(AwsClients clients, @Nullable String configBucket) {
    if (configBucket == null || configBucket.isBlank()) {
      throw new InvalidInput(
          "The environment variable %s is not set; set it to the config bucket of the instance"
              .formatted(CONFIG_BUCKET));
    }
    this.clients = clients;
    this.config = new ConfigBucket(clients.s3(), configBucket);
  }

  @Override
  public void handleRequest(InputStream event, OutputStream answer, Context context)
      throws IOException {
    StartedTasks tasks = starter(context.getAwsRequestId()).start();
    if (tasks.failed()) {
      throw new IOException(tasks.sentence());
    }
    answer.write(Json.compact(json(tasks)).getBytes(StandardCharsets.UTF_8));
  }

  private TaskStarter starter(String invocation) throws IOException {
    InstanceProperties properties = config.instanceProperties();
    return new TaskStarter(
        new SqsWaitingJobs(clients.sqs(), properties.get(AwsProperty.JOB_QUEUE_URL)),
        new EcsTaskLauncher(clients.ecs(), EcsTaskSettings.of(properties), invocation),
        TaskLimits.of(properties));
  }

  private static ObjectNode json(StartedTasks tasks) {
    ObjectNode json = Json.object();
    json.put("waitingJobs", tasks.waitingJobs());
    json.put("runningTasks", tasks.runningTasks());
    json.put("wantedTasks", tasks.wantedTasks());
    json.put("startedTasks", tasks.launch().started());
    ArrayNode failures = json.putArray("failures");
    tasks.launch().failures().forEach(failures::add);
    json.put("message", tasks.sentence());
    return json;
  }
}
