package sleeper.parquet.read;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import sleeper.core.storage.ReadableObject;
import sleeper.parquet.block.BytesColumn;

/**
 * The bytes of one column chunk, read ahead a buffer at a time.
 *
 * <p>Whole pages are made contiguous in the buffer, which grows to the largest of them, so that
 * they can be decoded or decompressed where they lie. The buffer is padded as kernels need it.
 */
final class ChunkInput extends InputStream {

  private final ReadableObject file;
  private final MemoryBudget budget;
  private final String column;
  private final int readAheadBytes;
  private byte[] buffer = new byte[0];
  private int index;
  private int limit;
  private long nextRead;
  private long end;

  ChunkInput(ReadableObject file, MemoryBudget budget, String column, int readAheadBytes) {
    this.file = file;
    this.budget = budget;
    this.column = column;
    this.readAheadBytes = readAheadBytes;
  }

  /** Starts over at a place of the file; reads ahead no further than {@code end}. */
  void open(long start, long end) {
    this.end = end;
    nextRead = start;
    index = 0;
    limit = 0;
  }

  /** Reads ahead no further than this from now on, since what comes then may be passed over. */
  void readAheadTo(long end) {
    this.end = end;
  }

  /** Goes to a place of the file, ahead or back. */
  void seek(long position) {
    long ahead = position - filePosition();
    if (ahead >= 0 && ahead <= limit - index) {
      index += (int) ahead;
    } else {
      nextRead = position;
      index = 0;
      limit = 0;
    }
  }

  /** Where the next byte lies in the file. */
  long filePosition() {
    return nextRead - (limit - index);
  }

  /** How many bytes the file still has. */
  long remaining() {
    return file.length() - filePosition();
  }

  /** The bytes that {@link #require} made available, from {@link #index}. */
  byte[] buffer() {
    return buffer;
  }

  /** Where in the buffer the next byte is. */
  int index() {
    return index;
  }

  /** Passes over bytes that are available. */
  void advance(int bytes) {
    index += bytes;
  }

  /** Makes the next bytes available in the buffer, which moves what was there. */
  void require(int bytes) throws IOException {
    if (limit - index >= bytes) {
      return;
    }
    if (bytes > remaining()) {
      throw new EOFException("the file ends inside of a page");
    }
    makeRoom(bytes);
    int wanted = Math.max(bytes, Math.min(readAheadBytes, buffer.length - BytesColumn.PADDING));
    long untilEnd = Math.max(bytes - limit, Math.min(end, file.length()) - nextRead);
    int count = (int) Math.min(wanted - limit, untilEnd);
    file.readFully(nextRead, buffer, limit, count);
    nextRead += count;
    limit += count;
  }

  @Override
  public int read() throws IOException {
    if (index == limit) {
      if (remaining() <= 0) {
        return -1;
      }
      require(1);
    }
    return buffer[index++] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (index == limit) {
      if (remaining() <= 0) {
        return -1;
      }
      require(1);
    }
    int count = Math.min(length, limit - index);
    System.arraycopy(buffer, index, target, offset, count);
    index += count;
    return count;
  }

  private void makeRoom(int bytes) {
    int held = limit - index;
    long chunkBytes = Math.min(end, file.length()) - filePosition();
    int useful = (int) Math.max(bytes, Math.min(readAheadBytes, chunkBytes));
    if (buffer.length - BytesColumn.PADDING < useful) {
      int size = useful + BytesColumn.PADDING;
      budget.reserve(size - (long) buffer.length, column);
      byte[] larger = new byte[size];
      System.arraycopy(buffer, index, larger, 0, held);
      buffer = larger;
    } else {
      System.arraycopy(buffer, index, buffer, 0, held);
    }
    index = 0;
    limit = held;
  }
}
