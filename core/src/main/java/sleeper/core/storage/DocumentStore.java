package sleeper.core.storage;

import java.io.IOException;
import java.util.Optional;

/**
 * Small texts that are changed in place, such as properties: a bucket beside the one of the data
 * files. Thread-safe; several processes may change the same text.
 */
public interface DocumentStore {

  /**
   * A text as it was read.
   *
   * @param text the text
   * @param version what changes whenever the text does
   */
  record Document(String text, String version) {}

  /** Reads the text at a key, if there is one. */
  Optional<Document> read(String key) throws IOException;

  /**
   * Writes a text where there is none.
   *
   * @return false if there is one; it is left as it was
   */
  boolean create(String key, String text) throws IOException;

  /**
   * Replaces a text unless somebody else has changed it.
   *
   * @param version of the text that was read
   * @return false if the text is not there or has another version; it is left as it was
   */
  boolean replace(String key, String text, String version) throws IOException;

  /** Deletes the text at a key; one that is not there is no error. */
  void delete(String key) throws IOException;
}
