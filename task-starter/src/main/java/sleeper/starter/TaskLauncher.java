package sleeper.starter;

import java.io.IOException;

/**
 * Where ingest tasks run. A launcher starts tasks and counts them; it ends none: a task ends itself
 * when it finds no more work.
 *
 * <p>Counting and launching are two steps. Two starters at the same time may both see room for the
 * same task, so that more run than were meant to; each task is one that may be there, and ends when
 * it is idle. One thread at a time uses a launcher.
 */
public interface TaskLauncher {

  /**
   * How many tasks of the instance run or are on their way to: those that were asked for count
   * before they do anything, also if another process asked for them.
   *
   * @throws IOException if that could not be found out; start none
   */
  int runningTasks() throws IOException;

  /**
   * Starts tasks. What cannot be started is not tried again here: the next look at the queue does.
   *
   * @param tasks how many, not negative
   * @return how many were started, and why not all were
   * @throws IllegalArgumentException if the number is negative
   */
  Launch launch(int tasks);
}
