package sleeper.starter;

/**
 * What one look at the queue led to.
 *
 * @param waitingJobs how many messages waited
 * @param runningTasks how many tasks ran before; 0 where no message waited, since they were not
 *     counted
 * @param wantedTasks how many were to be started
 * @param launch how many were, and why not all
 */
public record StartedTasks(int waitingJobs, int runningTasks, int wantedTasks, Launch launch) {

  /** Nothing waited. */
  static StartedTasks none() {
    return new StartedTasks(0, 0, 0, Launch.of(0));
  }

  /** Whether tasks were wanted and not one could be started. */
  public boolean failed() {
    return wantedTasks > 0 && launch.started() == 0;
  }

  /** What was seen and done, for people. */
  public String sentence() {
    if (waitingJobs == 0) {
      return "No ingest job waits";
    }
    if (wantedTasks == 0) {
      return "Started no ingest task while %d jobs waited, since the %d that run are all that may"
          .formatted(waitingJobs, runningTasks);
    }
    String failures =
        launch.failures().isEmpty() ? "" : ": " + String.join("; ", launch.failures());
    return "Started %d of %d ingest tasks while %d jobs waited and %d tasks ran%s"
        .formatted(launch.started(), wantedTasks, waitingJobs, runningTasks, failures);
  }
}
