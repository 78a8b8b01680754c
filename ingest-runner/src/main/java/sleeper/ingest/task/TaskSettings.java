package sleeper.ingest.task;

import java.time.Duration;

/**
 * How a task takes jobs.
 *
 * @param jobsAtOnce how many jobs it works on at once; they share its memory, disk and threads
 * @param pollWait how long one request waits for a message
 * @param idleTime how long it waits without a job at hand before it ends
 * @param visibility how long a message is held; it is held anew three times in that time
 * @param retryDelays when a message is delivered again after something failed
 * @param filesReport who tells the tracker about added files
 */
public record TaskSettings(
    int jobsAtOnce,
    Duration pollWait,
    Duration idleTime,
    Duration visibility,
    RetryDelays retryDelays,
    FilesReport filesReport) {

  /** One job; ends after five minutes without one; holds messages for fifteen minutes. */
  public static final TaskSettings DEFAULT =
      new TaskSettings(
          1,
          Duration.ofSeconds(20),
          Duration.ofMinutes(5),
          Duration.ofMinutes(15),
          RetryDelays.DEFAULT,
          FilesReport.BY_TASK);

  public TaskSettings {
    if (jobsAtOnce < 1 || pollWait.isNegative() || idleTime.isNegative()) {
      throw new IllegalArgumentException(
          "A task takes one job at least and waits for no negative time: jobsAtOnce=%d, pollWait=%s, idleTime=%s"
              .formatted(jobsAtOnce, pollWait, idleTime));
    }
    if (visibility.toMillis() < HeldMessages.HOLDS_PER_VISIBILITY) {
      throw new IllegalArgumentException(
          "A message is held for some milliseconds: visibility=" + visibility);
    }
  }

  /** These settings with so many jobs at once. */
  public TaskSettings withJobsAtOnce(int jobs) {
    return new TaskSettings(jobs, pollWait, idleTime, visibility, retryDelays, filesReport);
  }

  /** These settings with other waits for messages. */
  public TaskSettings withWaits(Duration newPollWait, Duration newIdleTime) {
    return new TaskSettings(
        jobsAtOnce, newPollWait, newIdleTime, visibility, retryDelays, filesReport);
  }

  /** These settings with another time for which messages are held. */
  public TaskSettings withVisibility(Duration time) {
    return new TaskSettings(jobsAtOnce, pollWait, idleTime, time, retryDelays, filesReport);
  }

  /** These settings with other delays. */
  public TaskSettings withRetryDelays(RetryDelays delays) {
    return new TaskSettings(jobsAtOnce, pollWait, idleTime, visibility, delays, filesReport);
  }

  /** These settings with somebody else who tells the tracker about added files. */
  public TaskSettings withFilesReport(FilesReport report) {
    return new TaskSettings(jobsAtOnce, pollWait, idleTime, visibility, retryDelays, report);
  }
}
