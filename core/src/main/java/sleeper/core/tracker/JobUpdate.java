package sleeper.core.tracker;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What can happen to a job. The kinds and what they hold are Sleeper's, and there are no others,
 * since its readers stop at a kind they do not know.
 */
public sealed interface JobUpdate {

  /** What Sleeper calls this kind of update. */
  String type();

  /** When it happened. */
  Instant time();

  /** A message was found to ask for something that can be tried. */
  record Accepted(Instant time, int inputFiles) implements JobUpdate {
    @Override
    public String type() {
      return UpdateTypes.VALIDATED;
    }
  }

  /**
   * A message was found to ask for nothing that can be done.
   *
   * @param time when
   * @param inputFiles how many files it named, as far as known
   * @param reasons why
   * @param message the message, or null if it was not kept
   */
  record Rejected(Instant time, int inputFiles, List<String> reasons, @Nullable String message)
      implements JobUpdate {

    public Rejected {
      reasons = List.copyOf(reasons);
    }

    @Override
    public String type() {
      return UpdateTypes.VALIDATED;
    }
  }

  /** A run has begun. */
  record Started(Instant time, int inputFiles) implements JobUpdate {
    @Override
    public String type() {
      return UpdateTypes.STARTED;
    }
  }

  /** A run has added files to the table; how many files, not references to them. */
  record AddedFiles(Instant time, long files) implements JobUpdate {
    @Override
    public String type() {
      return UpdateTypes.ADDED_FILES;
    }
  }

  /**
   * A run has done all it had to do.
   *
   * @param time when
   * @param rows of the whole run
   * @param files how many different files it wrote in all
   * @param commit when its files are in the table
   */
  record Finished(Instant time, RowCounts rows, long files, CommitPoint commit)
      implements JobUpdate {
    @Override
    public String type() {
      return UpdateTypes.FINISHED;
    }
  }

  /** A run has ended without adding anything; why, from the outermost cause to the innermost. */
  record Failed(Instant time, List<String> reasons) implements JobUpdate {

    public Failed {
      reasons = List.copyOf(reasons);
    }

    @Override
    public String type() {
      return UpdateTypes.FAILED;
    }
  }

  /** When the files of a finished run are in the table. */
  enum CommitPoint {
    /** Once updates of added files account for all of them. */
    WHEN_FILES_ADDED,
    /** Before it finished. */
    BEFORE_FINISHED
  }
}
