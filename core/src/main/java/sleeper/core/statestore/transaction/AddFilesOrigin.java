package sleeper.core.statestore.transaction;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which run of which job wrote files. Sleeper tracks a job by it where it is present.
 *
 * @param jobId the ingest job, or null
 * @param taskId the task that ran it, or null
 * @param jobRunId the run, or null
 * @param writtenTime when the files were complete, or null
 */
public record AddFilesOrigin(
    @Nullable String jobId,
    @Nullable String taskId,
    @Nullable String jobRunId,
    @Nullable Instant writtenTime) {

  /** Says nothing about where the files came from. */
  public static final AddFilesOrigin UNSAID = new AddFilesOrigin(null, null, null, null);
}
