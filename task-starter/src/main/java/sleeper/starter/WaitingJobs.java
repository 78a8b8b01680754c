package sleeper.starter;

import java.io.IOException;

/** The queue of ingest jobs, as far as it matters to whoever starts tasks. */
@FunctionalInterface
public interface WaitingJobs {

  /**
   * About how many messages wait that no task has taken. No message is taken or changed.
   *
   * @return not negative; at most {@link Integer#MAX_VALUE} where there are more
   * @throws IOException if that could not be found out; ask again later
   */
  int count() throws IOException;
}
