package sleeper.ingest.spill;

import org.jspecify.annotations.Nullable;

/** Memory outside the heap that slices are read into, one after another. Not thread-safe. */
public final class SliceBuffer implements AutoCloseable {

  private @Nullable Chunk chunk;

  /** Memory for so many bytes; what was in it is lost. */
  Chunk room(int bytes) {
    if (chunk == null || chunk.capacity() < bytes) {
      close();
      chunk = new Chunk(bytes + (bytes >> 2) & -8);
    }
    return chunk;
  }

  /** The bytes of memory that it takes. */
  public long allocatedBytes() {
    return chunk == null ? 0 : chunk.capacity();
  }

  @Override
  public void close() {
    if (chunk != null) {
      chunk.close();
      chunk = null;
    }
  }
}
