package sleeper.starter.aws;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sleeper.starter.Launch;
import sleeper.starter.TaskLauncher;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.PropagateTags;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.RunTaskResponse;

/**
 * Ingest tasks as ECS tasks on Fargate.
 *
 * <p>Each request has a client token of the invocation, the call and the number of tasks: where an
 * answer is lost and the request is repeated, by the client or by Lambda that runs an invocation
 * once more, ECS starts no task twice. After the first request that did not start all it was asked
 * for, no further one is sent: where there is no room for one task there is none for the next.
 */
public final class EcsTaskLauncher implements TaskLauncher {

  /** What a person sees in the console as having started a task. */
  static final String STARTED_BY = "sleeper-task-starter";

  /** The most tasks that ECS starts in one request. */
  private static final int TASKS_PER_CALL = 10;

  private static final Logger LOG = LoggerFactory.getLogger(EcsTaskLauncher.class);

  private final EcsClient ecs;
  private final EcsTaskSettings settings;
  private final String invocation;
  private int calls;

  /**
   * Launches for one invocation.
   *
   * @param ecs stays the caller's
   * @param settings what to start
   * @param invocation an id of up to 50 letters, digits and hyphens that a repeated invocation has
   *     too, and no other
   */
  public EcsTaskLauncher(EcsClient ecs, EcsTaskSettings settings, String invocation) {
    this.ecs = ecs;
    this.settings = settings;
    this.invocation = invocation;
  }

  /** Those that are meant to run: being provisioned, pending, activating and running. */
  @Override
  public int runningTasks() throws IOException {
    try {
      return (int)
          ecs
              .listTasksPaginator(
                  b ->
                      b.cluster(settings.cluster())
                          .family(settings.taskDefinitionFamily())
                          .desiredStatus(DesiredStatus.RUNNING))
              .taskArns()
              .stream()
              .count();
    } catch (SdkException e) {
      throw new IOException(
          "The tasks of cluster %s cannot be counted: %s"
              .formatted(settings.cluster(), e.getMessage()),
          e);
    }
  }

  @Override
  public Launch launch(int tasks) {
    if (tasks < 0) {
      throw new IllegalArgumentException("A number of tasks is not negative: tasks=" + tasks);
    }
    int started = 0;
    List<String> failures = new ArrayList<>();
    while (started < tasks && failures.isEmpty()) {
      Launch launch = launchOnce(Math.min(TASKS_PER_CALL, tasks - started));
      started += launch.started();
      failures.addAll(launch.failures());
    }
    return new Launch(started, failures);
  }

  private Launch launchOnce(int tasks) {
    calls++;
    try {
      RunTaskResponse response = ecs.runTask(request(tasks));
      int started = response.tasks().size();
      List<String> failures = new ArrayList<>();
      response.failures().stream().map(this::sentence).distinct().forEach(failures::add);
      if (started < tasks && failures.isEmpty()) {
        failures.add(
            "Cluster %s started %d of %d tasks and gave no reason"
                .formatted(settings.cluster(), started, tasks));
      }
      return new Launch(started, failures);
    } catch (SdkException e) {
      LOG.debug("Cluster {} did not start tasks", settings.cluster(), e);
      return new Launch(
          0,
          List.of(
              "Cluster %s did not start tasks of family %s: %s"
                  .formatted(settings.cluster(), settings.taskDefinitionFamily(), e.getMessage())));
    }
  }

  private RunTaskRequest request(int tasks) {
    return RunTaskRequest.builder()
        .cluster(settings.cluster())
        .taskDefinition(settings.taskDefinitionFamily())
        .launchType(LaunchType.FARGATE)
        .platformVersion(settings.platformVersion())
        .networkConfiguration(settings.network().configuration())
        .propagateTags(PropagateTags.TASK_DEFINITION)
        .startedBy(STARTED_BY)
        .clientToken("%s-%d-%d".formatted(invocation, calls, tasks))
        .count(tasks)
        .build();
  }

  private String sentence(Failure failure) {
    String detail = failure.detail() == null ? "" : " (" + failure.detail() + ")";
    return "Cluster %s did not start a task: %s%s"
        .formatted(settings.cluster(), failure.reason(), detail);
  }
}
