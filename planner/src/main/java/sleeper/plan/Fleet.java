package sleeper.plan;

/**
 * The tasks that do the jobs.
 *
 * <p>Where rows come in at some rate and a job is over long before the next is complete, each has a
 * task of its own, which ends once it has waited for another message in vain. Otherwise as many
 * tasks as it takes stay up. Rows that are all there are done by as many tasks as may run at once.
 *
 * @param atOnce tasks at work at the same time
 * @param started how often a task is started
 * @param hours of all tasks together, from their start to their end
 * @param elapsedSeconds from the first row to the last job's commit
 */
public record Fleet(double atOnce, double started, double hours, double elapsedSeconds) {

  private static final double SECONDS_PER_HOUR = 3600;

  /** The fleet for jobs that each take some time. */
  static Fleet of(Workload workload, double jobSeconds, FleetLimits limits) {
    return workload.rowsPerSecond().isPresent()
        ? arriving(workload, jobSeconds, limits)
        : waiting(workload, jobSeconds, limits);
  }

  /**
   * What tasks take besides their jobs, and how many there may be.
   *
   * @param startSeconds until a task takes its first message
   * @param idleSeconds how long it waits for a message before it ends
   * @param most how many may run at once
   */
  record FleetLimits(double startSeconds, double idleSeconds, double most) {}

  private static Fleet waiting(Workload workload, double jobSeconds, FleetLimits limits) {
    double tasks = Math.max(1, Math.min(limits.most(), (double) workload.jobs()));
    double rounds = Math.ceil(workload.jobs() / tasks);
    double besides = limits.startSeconds() + limits.idleSeconds();
    double seconds = workload.jobs() * jobSeconds + tasks * besides;
    return new Fleet(
        tasks, tasks, seconds / SECONDS_PER_HOUR, limits.startSeconds() + rounds * jobSeconds);
  }

  private static Fleet arriving(Workload workload, double jobSeconds, FleetLimits limits) {
    double rate = workload.rowsPerSecond().orElseThrow();
    double fill = workload.rowsPerJob() / rate;
    double besides = limits.startSeconds() + limits.idleSeconds();
    double elapsed = workload.rows() / rate + limits.startSeconds() + jobSeconds;
    if (fill > jobSeconds + limits.idleSeconds()) {
      double seconds = workload.jobs() * (jobSeconds + besides);
      return new Fleet(1, (double) workload.jobs(), seconds / SECONDS_PER_HOUR, elapsed);
    }
    double tasks = Math.min((double) workload.jobs(), Math.ceil(jobSeconds / fill));
    double seconds = tasks * (workload.rows() / rate + besides);
    return new Fleet(tasks, tasks, seconds / SECONDS_PER_HOUR, elapsed);
  }
}
