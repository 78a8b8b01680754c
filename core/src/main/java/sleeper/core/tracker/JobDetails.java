package sleeper.core.tracker;

import java.util.List;

/**
 * What a run has to say of what it read, besides its totals. It says so before it commits.
 *
 * @param run the run
 * @param inputs the files that it read, in order, with the rows of each
 * @param notices sentences for the user, such as columns that were ignored
 */
public record JobDetails(JobRunIds run, List<InputRows> inputs, List<String> notices) {

  /**
   * A file that was read.
   *
   * @param name as people know it
   * @param rows how many rows it has
   */
  public record InputRows(String name, long rows) {}

  public JobDetails {
    inputs = List.copyOf(inputs);
    notices = List.copyOf(notices);
  }
}
