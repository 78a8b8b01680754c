package sleeper.deployment.instance;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sleeper.core.statestore.log.CommitEnvironment.Pause;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ClusterNotFoundException;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.Task;

/** The tasks of an ECS cluster. */
final class RunningTasks {

  private static final Logger LOG = LoggerFactory.getLogger(RunningTasks.class);

  /** The most that ECS describes by one request. */
  private static final int TASKS_PER_CALL = 100;

  private static final long WAIT_MILLIS = 3000;
  private static final String STOPPED = "STOPPED";

  private final EcsClient ecs;
  private final Pause pause;

  RunningTasks(EcsClient ecs, Pause pause) {
    this.ecs = ecs;
    this.pause = pause;
  }

  /**
   * Stops all tasks of a cluster, those that are started meanwhile too, and waits until each has
   * ended: then nothing writes any more, and the cluster can be deleted. Nothing is done if there
   * is no such cluster.
   *
   * @throws IOException if they have not ended when the time is over
   */
  void stopAll(String cluster, BooleanSupplier isTimeOver) throws IOException {
    try {
      for (List<String> left = stop(cluster); !left.isEmpty(); left = stop(cluster)) {
        if (isTimeOver.getAsBoolean()) {
          throw new IOException(
              "%d tasks of cluster %s have not ended in time; delete again when they have"
                  .formatted(left.size(), cluster));
        }
        pause.pause(WAIT_MILLIS);
      }
    } catch (ClusterNotFoundException gone) {
      LOG.info("There is no cluster {}", cluster);
    } catch (SdkException e) {
      throw new IOException(
          "The tasks of cluster %s cannot be stopped: %s".formatted(cluster, e.getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      InterruptedIOException interrupted = new InterruptedIOException("Interrupted: " + cluster);
      interrupted.initCause(e);
      throw interrupted;
    }
  }

  /** Stops those that are meant to run; returns those that have not ended. */
  private List<String> stop(String cluster) {
    List<String> running = list(cluster, DesiredStatus.RUNNING);
    for (String task : running) {
      ecs.stopTask(b -> b.cluster(cluster).task(task).reason("The instance is being deleted"));
      LOG.info("Stopped task {}", task);
    }
    List<String> all = new ArrayList<>(running);
    all.addAll(list(cluster, DesiredStatus.STOPPED));
    return alive(cluster, all.stream().distinct().toList());
  }

  private List<String> list(String cluster, DesiredStatus status) {
    return ecs.listTasksPaginator(b -> b.cluster(cluster).desiredStatus(status)).taskArns().stream()
        .toList();
  }

  private List<String> alive(String cluster, List<String> tasks) {
    List<String> alive = new ArrayList<>();
    for (int from = 0; from < tasks.size(); from += TASKS_PER_CALL) {
      List<String> some = tasks.subList(from, Math.min(from + TASKS_PER_CALL, tasks.size()));
      ecs.describeTasks(b -> b.cluster(cluster).tasks(some)).tasks().stream()
          .filter(task -> !STOPPED.equals(task.lastStatus()))
          .map(Task::taskArn)
          .forEach(alive::add);
    }
    return alive;
  }
}
