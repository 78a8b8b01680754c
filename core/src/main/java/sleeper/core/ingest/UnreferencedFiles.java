package sleeper.core.ingest;

import java.time.Instant;
import java.util.List;

/** The files of a table that its latest version does not refer to. Thread-safe. */
public interface UnreferencedFiles {

  /** The names of files that are known, and have had no reference since a time or longer. */
  List<String> since(Instant time);

  /**
   * Forgets files whose objects have been deleted, in one transaction. What is not known any more
   * is left out, so repeating it is safe.
   *
   * @throws sleeper.core.error.CommitRejected if it could not be done
   */
  void forget(List<String> filenames);
}
