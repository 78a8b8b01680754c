package sleeper.storage.local;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import sleeper.core.storage.ObjectWriter;

/** Writes one file beside its place and links it there when it is committed. */
final class LocalObjectWriter implements ObjectWriter {

  private static final int OPEN_ATTEMPTS = 10;

  private final Path target;
  private final Path partial;
  private final FileChannel channel;
  private long position;
  private boolean closed;

  private LocalObjectWriter(Path target, Path partial, FileChannel channel) {
    this.target = target;
    this.partial = partial;
    this.channel = channel;
  }

  static LocalObjectWriter open(Path target) throws IOException {
    Path folder = parentOf(target);
    Path partial = folder.resolve("." + target.getFileName() + "." + UUID.randomUUID() + ".part");
    for (int attempt = 1; ; attempt++) {
      try {
        makeFolder(folder);
        return new LocalObjectWriter(target, partial, openNew(partial));
      } catch (NoSuchFileException e) {
        // The folder was empty for a moment and another deletion swept it away.
        if (attempt == OPEN_ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private static void makeFolder(Path folder) throws IOException {
    try {
      createDurably(folder);
    } catch (NoSuchFileException e) {
      throw e;
    } catch (FileAlreadyExistsException e) {
      throw new IOException(
          "Could not make folder %s: %s is no folder".formatted(folder, e.getFile()), e);
    } catch (IOException e) {
      throw new IOException("Could not make folder %s: %s".formatted(folder, e.getMessage()), e);
    }
  }

  /**
   * A folder that was made is lost in a crash, with all that is in it, until its parent is synced.
   */
  private static void createDurably(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    Path parent = folder.getParent();
    if (parent != null) {
      createDurably(parent);
    }
    try {
      Files.createDirectory(folder);
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(folder)) {
        throw e;
      }
    }
    if (parent != null) {
      syncFolder(parent);
    }
  }

  private static FileChannel openNew(Path path) throws IOException {
    return FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  @Override
  public void write(byte[] source, int offset, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(source, offset, length);
    try {
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
    } catch (IOException e) {
      throw failed("write", e);
    }
    position += length;
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public void commit() throws IOException {
    try {
      channel.force(true);
      channel.close();
      takeName();
    } catch (FileAlreadyExistsException e) {
      throw e;
    } catch (IOException e) {
      throw failed("publish", e);
    }
    makeNameDurable();
  }

  /** A name that a crash may take away must not be there at all, or somebody relies on it. */
  private void makeNameDurable() throws IOException {
    try {
      Files.deleteIfExists(partial);
      syncFolder(parentOf(target));
    } catch (IOException e) {
      IOException failure = failed("publish", e);
      try {
        Files.deleteIfExists(target);
      } catch (IOException left) {
        failure.addSuppressed(left);
      }
      throw failure;
    }
  }

  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    try {
      channel.close();
    } finally {
      Files.deleteIfExists(partial);
    }
  }

  /** A hard link is the one way to take a name only if it is free; not all file systems have it. */
  private void takeName() throws IOException {
    try {
      Files.createLink(target, partial);
    } catch (FileAlreadyExistsException e) {
      throw e;
    } catch (UnsupportedOperationException | FileSystemException e) {
      Files.move(partial, target);
    }
  }

  private static void syncFolder(Path folder) throws IOException {
    try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
      directory.force(true);
    }
  }

  private IOException failed(String step, IOException cause) {
    return new IOException(
        "Could not " + step + " file " + target + ": " + cause.getMessage(), cause);
  }

  private static Path parentOf(Path path) {
    Path parent = path.getParent();
    if (parent == null) {
      throw new IllegalArgumentException("A file needs a folder: path=" + path);
    }
    return parent;
  }
}
