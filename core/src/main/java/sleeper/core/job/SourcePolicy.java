package sleeper.core.job;

import java.util.Optional;

/**
 * Which files messages may make a task read. Asked for the paths of a message, and again for each
 * file that was found below them. Thread-safe.
 */
public interface SourcePolicy {

  /** Allows every path. */
  SourcePolicy ANY = path -> Optional.empty();

  /**
   * Why a path must not be read, as the end of a sentence that begins with the path: "is in bucket
   * b, which is not a source bucket". Empty if it may be read.
   */
  Optional<String> refusal(String path);
}
