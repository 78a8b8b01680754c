package sleeper.cdk.config;

import sleeper.core.error.InvalidInput;

/**
 * The ingest tasks of an instance.
 *
 * @param size how large one is
 * @param budgets what its jobs may use of it
 * @param image what it runs
 * @param limits how many there may be
 */
public record TaskConfig(TaskSize size, TaskBudgets budgets, TaskImage image, TaskLimits limits) {

  /**
   * Tasks whose jobs have room in them.
   *
   * @throws InvalidInput if a budget is larger than the task
   */
  public TaskConfig {
    budgets.checkFits(size);
  }

  /** How tasks are started. */
  public enum StarterConcurrency {
    /** One invocation at a time is set aside for the starter, out of the account's. */
    RESERVED,
    /** It takes from what the account has, which may be too little to set any aside. */
    UNRESERVED
  }

  /**
   * How many tasks there may be.
   *
   * @param maximum at once
   * @param starter how many times what starts them may run at once
   */
  public record TaskLimits(int maximum, StarterConcurrency starter) {

    /**
     * A limit.
     *
     * @throws InvalidInput if it is negative
     */
    public TaskLimits {
      if (maximum < 0) {
        throw new InvalidInput(
            "\"maximum\" of \"task\" is %d; it is the number of tasks at once, 0 for none"
                .formatted(maximum));
      }
    }
  }
}
