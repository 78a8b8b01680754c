package sleeper.starter;

import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the queue once and starts the tasks that its messages need: as many as wait, or as there
 * is room for.
 *
 * <p>It keeps nothing between two looks. Messages that wait although enough tasks are on their way
 * are counted again, so that a few tasks too many may be started, never more than the maximum; they
 * end when they find nothing to do.
 */
public final class TaskStarter {

  private static final Logger LOG = LoggerFactory.getLogger(TaskStarter.class);

  private final WaitingJobs waitingJobs;
  private final TaskLauncher launcher;
  private final TaskLimits limits;

  /** Starts tasks for a queue in one place, within limits. */
  public TaskStarter(WaitingJobs waitingJobs, TaskLauncher launcher, TaskLimits limits) {
    this.waitingJobs = waitingJobs;
    this.launcher = launcher;
    this.limits = limits;
  }

  /**
   * Looks and starts.
   *
   * @return what was seen and done, failures to start tasks included
   * @throws IOException if messages or running tasks could not be counted; nothing was started
   */
  public StartedTasks start() throws IOException {
    int waiting = waitingJobs.count();
    if (waiting <= 0) {
      LOG.info("No ingest job waits");
      return StartedTasks.none();
    }
    int running = launcher.runningTasks();
    int wanted = limits.wantedTasks(waiting, running);
    Launch launch = wanted == 0 ? Launch.of(0) : launcher.launch(wanted);
    StartedTasks result = new StartedTasks(waiting, running, wanted, launch);
    if (launch.failures().isEmpty()) {
      LOG.info("{}", result.sentence());
    } else {
      LOG.warn("{}", result.sentence());
    }
    return result;
  }
}
