package sleeper.storage.s3;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import sleeper.core.storage.ByteRange;

/**
 * Ranges of an object that come by one request, once they are needed or a little before. What lies
 * between them is read over and not kept. Thread-safe.
 */
final class Fetch {

  private final PinnedObject object;
  private final List<ByteRange> ranges;
  private @Nullable FutureTask<byte[]> task;

  /** Ranges in order, which do not overlap. */
  Fetch(PinnedObject object, List<ByteRange> ranges) {
    this.object = object;
    this.ranges = List.copyOf(ranges);
  }

  /** Starts to fetch on another thread, if it has one, unless that was done. */
  void ahead(Executor executor) {
    if (isBegun()) {
      return;
    }
    try {
      executor.execute(task());
    } catch (RejectedExecutionException e) {
      // Then whoever needs the bytes fetches them.
      return;
    }
  }

  /** Forgets the bytes; they would be fetched again. */
  synchronized void drop() {
    task = null;
  }

  /**
   * Copies bytes from a position on, as far as one range has them; waits for them, or fetches them.
   *
   * @return how many
   */
  int copy(long position, byte[] target, int offset, int count) throws IOException {
    byte[] bytes = bytes();
    int start = 0;
    for (ByteRange range : ranges) {
      if (position >= range.start() && position < range.end()) {
        int copied = (int) Math.min(count, range.end() - position);
        int from = start + (int) (position - range.start());
        System.arraycopy(bytes, from, target, offset, copied);
        return copied;
      }
      start += (int) range.length();
    }
    throw new IllegalArgumentException("Not in this fetch: position=" + position);
  }

  private byte[] bytes() throws IOException {
    FutureTask<byte[]> fetching = task();
    // Does nothing if another thread has begun to.
    fetching.run();
    try {
      return fetching.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      InterruptedIOException interrupted =
          new InterruptedIOException("Could not read object " + object.path() + ": interrupted");
      interrupted.initCause(e);
      throw interrupted;
    } catch (ExecutionException e) {
      drop();
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      throw new IOException(
          "Could not read object %s: %s".formatted(object.path(), e.getCause()), e.getCause());
    }
  }

  private synchronized boolean isBegun() {
    return task != null;
  }

  private synchronized FutureTask<byte[]> task() {
    FutureTask<byte[]> known = task;
    if (known == null) {
      known = new FutureTask<>(this::fetch);
      task = known;
    }
    return known;
  }

  private byte[] fetch() throws IOException {
    byte[] bytes = new byte[(int) ranges.stream().mapToLong(ByteRange::length).sum()];
    object.read(ranges, bytes, 0);
    return bytes;
  }
}
