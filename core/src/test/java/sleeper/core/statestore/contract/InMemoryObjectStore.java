package sleeper.core.statestore.contract;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;
import sleeper.core.storage.ObjectKeys;
import sleeper.core.storage.ObjectStore;
import sleeper.core.storage.ObjectWriter;
import sleeper.core.storage.ReadableObject;

/** Objects in memory, whose commits can be made to fail. A filename is a scheme and the key. */
public final class InMemoryObjectStore implements ObjectStore {

  private final String scheme;
  private final NavigableMap<String, byte[]> objects = new ConcurrentSkipListMap<>();
  private Predicate<String> failing = key -> false;

  /** Objects whose filenames begin with {@code mem:}. */
  public InMemoryObjectStore() {
    this("mem:");
  }

  /** Objects whose filenames begin so. */
  public InMemoryObjectStore(String scheme) {
    this.scheme = scheme;
  }

  /** Lets commits of these keys fail, before anything is published. */
  public void failCommits(Predicate<String> keys) {
    failing = keys;
  }

  /** The bytes of an object. */
  public byte[] bytes(String key) {
    return objects.get(key).clone();
  }

  /** Puts other bytes in the place of an object. */
  public void overwrite(String key, byte[] bytes) {
    objects.put(key, bytes.clone());
  }

  @Override
  public String filenameOf(String key) {
    return scheme + ObjectKeys.checked(key);
  }

  @Override
  public String externalName(String filename) {
    return filename;
  }

  @Override
  public ObjectWriter create(String key) {
    return new Writer(ObjectKeys.checked(key));
  }

  @Override
  public ReadableObject open(String filename) throws IOException {
    byte[] bytes = objects.get(keyOf(filename));
    if (bytes == null) {
      throw new NoSuchFileException(filename);
    }
    return new Reader(filename, bytes);
  }

  @Override
  public void delete(String filename) {
    objects.remove(keyOf(filename));
  }

  @Override
  public List<String> list(String keyPrefix) {
    String prefix = ObjectKeys.checkedPrefix(keyPrefix);
    return objects.keySet().stream().filter(key -> key.startsWith(prefix)).toList();
  }

  @Override
  public int deleteAll(String keyPrefix) {
    List<String> keys = list(keyPrefix);
    keys.forEach(objects::remove);
    return keys.size();
  }

  private String keyOf(String filename) {
    if (!filename.startsWith(scheme)) {
      throw new IllegalArgumentException("Not a filename of this store: file=" + filename);
    }
    return ObjectKeys.checked(filename.substring(scheme.length()));
  }

  private final class Writer implements ObjectWriter {

    private final String key;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private Writer(String key) {
      this.key = key;
    }

    @Override
    public void write(byte[] source, int offset, int length) {
      bytes.write(source, offset, length);
    }

    @Override
    public long position() {
      return bytes.size();
    }

    @Override
    public void commit() throws IOException {
      if (failing.test(key)) {
        throw new IOException("The disk is full: key=" + key);
      }
      if (objects.putIfAbsent(key, bytes.toByteArray()) != null) {
        throw new FileAlreadyExistsException(key);
      }
    }

    @Override
    public void close() {}
  }

  private record Reader(String name, byte[] bytes) implements ReadableObject {

    @Override
    public long length() {
      return bytes.length;
    }

    @Override
    public void readFully(long position, byte[] target, int offset, int length) throws IOException {
      if (position + length > bytes.length) {
        throw new EOFException(
            "Object %s ends at byte %d, before the %d bytes that were to be read from byte %d"
                .formatted(name, bytes.length, length, position));
      }
      System.arraycopy(bytes, (int) position, target, offset, length);
    }

    @Override
    public void close() {}
  }
}
