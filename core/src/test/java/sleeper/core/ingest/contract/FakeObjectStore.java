package sleeper.core.ingest.contract;

import java.io.IOException;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import sleeper.core.storage.ObjectStore;
import sleeper.core.storage.ObjectWriter;
import sleeper.core.storage.ReadableObject;

/** The names of objects, without contents. A filename is {@code fake:} and the key. Thread-safe. */
public final class FakeObjectStore implements ObjectStore {

  private static final String SCHEME = "fake:";

  private final SortedSet<String> keys = new TreeSet<>();
  private Runnable beforeDelete = () -> {};

  /** An object appears. */
  public synchronized String put(String key) {
    keys.add(key);
    return filenameOf(key);
  }

  /** All keys, in order. */
  public synchronized List<String> keys() {
    return List.copyOf(keys);
  }

  /** Runs something, which may throw, before every deletion from now on. */
  public void beforeDelete(Runnable action) {
    beforeDelete = action;
  }

  @Override
  public String filenameOf(String key) {
    return SCHEME + key;
  }

  @Override
  public String externalName(String filename) {
    return filename;
  }

  @Override
  public ObjectWriter create(String key) {
    throw new UnsupportedOperationException("This store has names only");
  }

  @Override
  public ReadableObject open(String filename) {
    throw new UnsupportedOperationException("This store has names only");
  }

  @Override
  public void delete(String filename) throws IOException {
    if (!filename.startsWith(SCHEME)) {
      throw new IOException("Not a filename of this store: file=" + filename);
    }
    beforeDelete.run();
    remove(filename.substring(SCHEME.length()));
  }

  @Override
  public synchronized List<String> list(String keyPrefix) {
    return keys.stream().filter(key -> key.startsWith(keyPrefix)).toList();
  }

  @Override
  public int deleteAll(String keyPrefix) {
    List<String> listed = list(keyPrefix);
    for (String key : listed) {
      beforeDelete.run();
      remove(key);
    }
    return listed.size();
  }

  private synchronized void remove(String key) {
    keys.remove(key);
  }
}
