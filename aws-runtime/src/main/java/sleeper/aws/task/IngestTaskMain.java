package sleeper.aws.task;

import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sleeper.core.error.InvalidInput;
import sleeper.core.tracker.TaskTotals;
import sleeper.instance.SleeperInstance;

/**
 * One ingest task as a process, as ECS runs it. Takes an instance id, a config bucket or a folder
 * as its argument, or finds it in the variables {@code SLEEPER_INSTANCE} and {@code CONFIG_BUCKET}.
 *
 * <p>Ends with 0 when there was nothing to do any more, 3 if it cannot work with what it was given,
 * 1 if anything else failed; ended by a signal it stops within the grace period first. A job that
 * fails is no failure of its task.
 */
public final class IngestTaskMain {

  private static final Logger LOGGER = LoggerFactory.getLogger(IngestTaskMain.class);

  private static final int ENDED = 0;
  private static final int FAILED = 1;
  private static final int INVALID_INPUT = 3;

  private IngestTaskMain() {}

  /** Runs the task. */
  public static void main(String[] arguments) {
    System.exit(run(List.of(arguments)));
  }

  private static int run(List<String> arguments) {
    try (SleeperInstance instance = InstanceAddress.of(arguments, System.getenv()).open();
        IngestTaskRuntime runtime =
            IngestTaskRuntime.create(instance, RuntimeSettings.of(instance))) {
      TaskTotals totals = runtime.run();
      LOGGER.info(
          "Jobs done: {}, rows read: {}, rows written: {}",
          totals.jobs(),
          totals.rows().read(),
          totals.rows().written());
      instance
          .awsClients()
          .ifPresent(
              clients -> LOGGER.info("Asked of AWS: {}", clients.requests().counts().summary()));
      return ENDED;
    } catch (InvalidInput e) {
      LOGGER.error("The task cannot run: {}", e.getMessage());
      return INVALID_INPUT;
    } catch (IOException | RuntimeException e) {
      LOGGER.error("The task has failed", e);
      return FAILED;
    }
  }
}
