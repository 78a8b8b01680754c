package sleeper.storage.s3;

import java.util.ArrayDeque;
import java.util.List;

/** Arrays that part after part is gathered in. Thread-safe. Keeps a bounded number of idle ones. */
final class ChunkPool {

  /** Small enough that a small object takes little, large enough that a part is few of them. */
  static final int CHUNK_BYTES = 256 << 10;

  private final int mostIdle;
  private final ArrayDeque<byte[]> idle = new ArrayDeque<>();

  ChunkPool(long mostIdleBytes) {
    mostIdle = (int) (mostIdleBytes / CHUNK_BYTES);
  }

  synchronized byte[] take() {
    byte[] chunk = idle.poll();
    return chunk == null ? new byte[CHUNK_BYTES] : chunk;
  }

  synchronized void giveBack(List<byte[]> chunks) {
    for (byte[] chunk : chunks) {
      if (idle.size() < mostIdle) {
        idle.push(chunk);
      }
    }
  }

  synchronized int idle() {
    return idle.size();
  }
}
