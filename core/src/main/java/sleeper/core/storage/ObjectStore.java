package sleeper.core.storage;

import java.io.IOException;
import java.util.List;

/**
 * Where an instance keeps its data files: a folder or a bucket. Objects are written once and never
 * changed.
 *
 * <p>A <em>key</em> is a path below the store's root, with forward slashes, such as {@code
 * 0a1b2c3d/data/run_x/y.parquet}. A <em>filename</em> is what the state store records for a key:
 * the adapter decides, it can be turned back, and every filename given here must come from there.
 * Keys that would leave the root are refused with {@link IllegalArgumentException}. Thread-safe.
 */
public interface ObjectStore {

  /** The name under which the state store refers to the object at a key. */
  String filenameOf(String key);

  /** The path or URL by which other tools on this machine find a file, such as DuckDB. */
  String externalName(String filename);

  /** The most bytes of memory that one object takes while it is written. */
  default long bytesPerWriter() {
    return 0;
  }

  /** Starts a new object at a key. */
  ObjectWriter create(String key) throws IOException;

  /**
   * Opens an object.
   *
   * @throws java.nio.file.NoSuchFileException if it is not there
   */
  ReadableObject open(String filename) throws IOException;

  /** Deletes an object; one that is not there is no error. */
  void delete(String filename) throws IOException;

  /**
   * The keys of all objects below a key prefix that ends in a slash, in order, published or left
   * behind half-written by a process that died. Only for sweeping the prefix of one run: a listing
   * is never a source of truth.
   */
  List<String> list(String keyPrefix) throws IOException;

  /**
   * Deletes everything below a key prefix that ends in a slash, including half-written objects.
   *
   * @return how many objects were deleted
   */
  int deleteAll(String keyPrefix) throws IOException;
}
