package sleeper.core.job;

import java.util.List;
import org.jspecify.annotations.Nullable;
import sleeper.core.table.TableId;

/** What came of reading a message: a job to do, or reasons why there is none. */
public sealed interface JobMessage {

  /** The id of the job; that of the message where the job has none, or none that can be used. */
  String jobId();

  /** The message asks for something that can be tried. */
  record Accepted(IngestJob job) implements JobMessage {
    @Override
    public String jobId() {
      return job.id();
    }
  }

  /**
   * The message can never lead to a job.
   *
   * @param jobId the id to record it under
   * @param table the table, or null if it is not known
   * @param reasons why, each a sentence; at least one
   * @param text the message, cut off where it is very long
   */
  record Rejected(String jobId, @Nullable TableId table, List<String> reasons, String text)
      implements JobMessage {

    public Rejected {
      reasons = List.copyOf(reasons);
      if (reasons.isEmpty()) {
        throw new IllegalArgumentException("A rejection has a reason: jobId=" + jobId);
      }
    }
  }
}
