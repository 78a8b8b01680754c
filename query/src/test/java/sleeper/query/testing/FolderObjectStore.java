package sleeper.query.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import sleeper.core.storage.ObjectStore;
import sleeper.core.storage.ObjectWriter;
import sleeper.core.storage.ReadableObject;

/** A folder whose files are read whole into memory when opened; counts the bytes asked for. */
public final class FolderObjectStore implements ObjectStore {

  private final Path root;
  private final AtomicLong bytesRead = new AtomicLong();
  private final AtomicInteger open = new AtomicInteger();

  public FolderObjectStore(Path root) {
    this.root = root;
  }

  /** The bytes that readers have asked for. */
  public long bytesRead() {
    return bytesRead.get();
  }

  /** How many objects have not been closed. */
  public int open() {
    return open.get();
  }

  @Override
  public String filenameOf(String key) {
    return key;
  }

  @Override
  public String externalName(String filename) {
    return root.resolve(filename).toString();
  }

  @Override
  public ReadableObject open(String filename) throws IOException {
    byte[] content = Files.readAllBytes(root.resolve(filename));
    open.incrementAndGet();
    return new ReadableObject() {
      @Override
      public String name() {
        return filename;
      }

      @Override
      public long length() {
        return content.length;
      }

      @Override
      public void readFully(long position, byte[] target, int offset, int length) {
        System.arraycopy(content, Math.toIntExact(position), target, offset, length);
        bytesRead.addAndGet(length);
      }

      @Override
      public void close() {
        open.decrementAndGet();
      }
    };
  }

  @Override
  public ObjectWriter create(String key) throws IOException {
    Files.createDirectories(root.resolve(key).getParent());
    return new FileObjectWriter(root.resolve(key));
  }

  @Override
  public void delete(String filename) throws IOException {
    Files.delete(root.resolve(filename));
  }

  @Override
  public List<String> list(String keyPrefix) {
    throw new UnsupportedOperationException("A query lists nothing");
  }

  @Override
  public int deleteAll(String keyPrefix) {
    throw new UnsupportedOperationException("A query deletes nothing");
  }
}
