package sleeper.ingest.spill;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Memory outside the heap, up to a limit, that is handed out piece by piece and taken back all at
 * once. Not thread-safe.
 */
final class Arena implements AutoCloseable {

  private static final int MIN_CHUNK = 1 << 16;
  private static final int MAX_CHUNK = 1 << 26;

  private final long maxBytes;
  private final int chunkBytes;
  private final List<Chunk> chunks = new ArrayList<>();
  private long allocated;
  private int current;
  private int position;
  private boolean empty = true;

  Arena(long maxBytes) {
    this.maxBytes = maxBytes;
    chunkBytes = chunkBytes(maxBytes);
  }

  private static int chunkBytes(long maxBytes) {
    return (int) Math.max(MIN_CHUNK, Math.min(MAX_CHUNK, maxBytes / 4)) & -8;
  }

  /** The largest piece that should be asked of an arena of a size, if it can be helped. */
  static long pieceBytes(long maxBytes) {
    return chunkBytes(maxBytes) / 4;
  }

  /** How many pieces of a size an arena holds before it is full; at least one. */
  static long pieces(long maxBytes, long pieceBytes) {
    long chunk = Math.max(chunkBytes(maxBytes), pieceBytes);
    return Math.max(1, maxBytes / chunk) * (chunk / pieceBytes);
  }

  /** How much memory an arena takes that has so many bytes of rows in it. */
  static long allocatedBytes(long maxBytes, long bytes) {
    long chunk = chunkBytes(maxBytes);
    return Math.min(Math.max(1, maxBytes / chunk), (bytes + chunk - 1) / chunk) * chunk;
  }

  /** The largest piece that should be asked for, if it can be helped. */
  long pieceBytes() {
    return chunkBytes / 4;
  }

  long allocatedBytes() {
    return allocated;
  }

  /** A piece of memory, or null if the arena is full. An empty arena gives one of any size. */
  @Nullable Piece take(int bytes) {
    while (current < chunks.size()) {
      Chunk chunk = chunks.get(current);
      if (bytes <= chunk.capacity() - position) {
        return handOut(chunk, bytes);
      }
      current++;
      position = 0;
    }
    int capacity = Math.max(chunkBytes, bytes);
    if (allocated + capacity > maxBytes) {
      if (!empty) {
        return null;
      }
      free();
    }
    Chunk chunk = new Chunk(capacity);
    chunks.add(chunk);
    allocated += capacity;
    return handOut(chunk, bytes);
  }

  private Piece handOut(Chunk chunk, int bytes) {
    Piece piece = new Piece(chunk, position);
    position += bytes;
    empty = false;
    return piece;
  }

  /** Takes all pieces back, keeping the memory for the next ones. */
  void reset() {
    current = 0;
    position = 0;
    empty = true;
  }

  /** Takes all pieces back and gives the memory up. */
  void free() {
    chunks.forEach(Chunk::close);
    chunks.clear();
    allocated = 0;
    reset();
  }

  @Override
  public void close() {
    free();
  }

  /**
   * A piece of memory.
   *
   * @param chunk where it is
   * @param position where in it, a multiple of eight
   */
  record Piece(Chunk chunk, int position) {}
}
