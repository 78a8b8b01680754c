package sleeper.ingest.runner;

import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import sleeper.ingest.pipeline.ProgressListener;
import sleeper.ingest.source.InputFile;

/**
 * Hears how an ingest job is getting on. Called from several threads; must return at once, unless
 * it is said otherwise.
 */
public interface IngestListener extends ProgressListener {

  /** Hears nothing. */
  IngestListener NONE = new IngestListener() {};

  /**
   * The job's input has been found.
   *
   * @param rows how many rows there are, if that is known before they are read
   * @param bytes the size of the input, 0 if it has none
   */
  default void inputFound(OptionalLong rows, long bytes) {}

  /** So many bytes of the input have been read by now. */
  default void bytesRead(long bytes) {}

  /** A run of the job has begun; nothing has been read yet. Not heard for a duplicate. */
  default void runStarted(String runId) {}

  /**
   * Another run of the same job is alive; this one waits for it. Whatever is thrown here ends the
   * job instead, with nothing done.
   */
  default void waitingFor(String runId, Instant leaseExpires) {}

  /**
   * All of the input has been read, none of it is in the table yet. Takes the time it needs, during
   * which the run is kept alive; what is thrown here fails the job.
   *
   * @param files the files that were read, with the rows of each; none for rows from elsewhere
   */
  default void inputRead(List<InputFile> files) {}

  /** All files are written and are now being added to the table. */
  default void committing(int files) {}

  /** Something that the user may want to know and that is no error, as one sentence. */
  default void notice(String sentence) {}

  @Override
  default void rowsTaken(long rows) {}

  @Override
  default void finishing(int leaves, long rows) {}

  @Override
  default void leafFinished(int leaves, long rows) {}
}
