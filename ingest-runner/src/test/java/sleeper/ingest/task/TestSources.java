package sleeper.ingest.task;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import sleeper.core.error.InvalidInput;
import sleeper.core.storage.ReadableObject;
import sleeper.core.storage.SourceFile;
import sleeper.core.storage.SourceFiles;

/** Input files in memory, whose opening can be made to wait or fail. */
final class TestSources implements SourceFiles {

  /** What happens when a file is opened. */
  @FunctionalInterface
  interface Opening {
    void open(String name) throws IOException;
  }

  private final Map<String, byte[]> files = new ConcurrentHashMap<>();
  private volatile Opening opening = name -> {};

  void put(String name, byte[] bytes) {
    files.put(name, bytes);
  }

  void remove(String name) {
    files.remove(name);
  }

  void whenOpened(Opening action) {
    opening = action;
  }

  @Override
  public List<SourceFile> find(List<String> paths, String suffix) {
    return paths.stream().map(this::findOne).toList();
  }

  private SourceFile findOne(String path) {
    byte[] bytes = files.get(path);
    if (bytes == null) {
      throw new InvalidInput("Input " + path + " does not exist");
    }
    return new SourceFile(path, bytes.length, "1");
  }

  @Override
  public ReadableObject open(SourceFile file) throws IOException {
    opening.open(file.name());
    return new Opened(file.name(), files.get(file.name()));
  }

  private record Opened(String name, byte[] bytes) implements ReadableObject {

    @Override
    public long length() {
      return bytes.length;
    }

    @Override
    public void readFully(long position, byte[] target, int offset, int length) {
      System.arraycopy(bytes, (int) position, target, offset, length);
    }

    @Override
    public void close() {}
  }
}
