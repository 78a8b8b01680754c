package sleeper.plan;

import java.util.OptionalLong;

/** Finds out how large jobs should be. */
public final class JobSizes {

  private static final int KEPT_DIGITS = 100;

  private JobSizes() {}

  /**
   * The largest job with which rows can be queried within a delay, since larger jobs cost less;
   * rounded down to two digits. Empty if even a job of one row takes longer, or there would have to
   * be more tasks than may run.
   *
   * @param workload with the rate at which rows come in
   */
  public static OptionalLong largestWithin(
      double delaySeconds, EngineModel model, Workload workload, long mostTasks) {
    if (!isWithin(delaySeconds, model, workload.inJobsOf(1), mostTasks)) {
      return OptionalLong.empty();
    }
    long low = 1;
    long high = workload.rows();
    while (low < high) {
      long middle = high - (high - low) / 2;
      if (isWithin(delaySeconds, model, workload.inJobsOf(middle), mostTasks)) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    long rounded = rounded(low);
    boolean isEnough =
        model.plan(workload.inJobsOf(rounded), mostTasks).fleet().atOnce() <= mostTasks;
    return isEnough ? OptionalLong.of(rounded) : OptionalLong.empty();
  }

  private static boolean isWithin(
      double delaySeconds, EngineModel model, Workload workload, long mostTasks) {
    EnginePlan plan = model.plan(workload, mostTasks);
    return plan.delay().seconds() <= delaySeconds && plan.job().work().fits();
  }

  private static long rounded(long rows) {
    long unit = 1;
    while (rows / unit >= KEPT_DIGITS) {
      unit *= 10;
    }
    return rows / unit * unit;
  }
}
