package sleeper.cdk.config;

import java.util.List;
import sleeper.core.error.InvalidInput;

/**
 * What stays, and for how long.
 *
 * @param data what becomes of the tables' rows when the deployment is destroyed
 * @param logDays for how many days logs are kept, one of the numbers that CloudWatch knows
 */
public record Retention(Data data, int logDays) {

  private static final List<Integer> LOG_DAYS =
      List.of(1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1827, 3653);

  /** What becomes of buckets and DynamoDB tables. */
  public enum Data {
    /** They stay, with all rows, until somebody deletes them. */
    RETAIN,
    /** They go with the deployment. */
    DELETE
  }

  /**
   * A retention.
   *
   * @throws InvalidInput if CloudWatch does not know the number of days
   */
  public Retention {
    if (!LOG_DAYS.contains(logDays)) {
      throw new InvalidInput(
          "\"logRetentionDays\" is %d; CloudWatch has %s".formatted(logDays, LOG_DAYS));
    }
  }
}
