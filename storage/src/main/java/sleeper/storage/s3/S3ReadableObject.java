package sleeper.storage.s3;

import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Executor;
import sleeper.core.storage.ByteRange;
import sleeper.core.storage.ExpectedReads;
import sleeper.core.storage.ReadableObject;

/**
 * One version of an object. Its end, which came when it was opened, is read from memory; so is what
 * was expected to be read and fetched ahead. Other reads fetch more the longer they go on in order.
 *
 * <p>Memory besides what is expected: the end, which may grow to 4 MiB where reads come close to
 * it, as the indexes of a Parquet file do; and 4 MiB for somebody who reads all in order.
 */
final class S3ReadableObject implements ReadableObject {

  private static final int MOST_TAIL_BYTES = 4 << 20;
  private static final int TAIL_STEP_BYTES = 1 << 20;
  private static final int BEFORE_FOOTER_BYTES = 256 << 10;
  private static final int FIRST_WINDOW_BYTES = 64 << 10;
  private static final int MOST_WINDOW_BYTES = 4 << 20;

  private final PinnedObject object;
  private final Executor executor;
  private volatile Bytes tail;
  private volatile Expectation expected = Expectation.NONE;
  private Bytes window = new Bytes(0, new byte[0]);
  private long nextInOrder;
  private int windowBytes = FIRST_WINDOW_BYTES;

  S3ReadableObject(PinnedObject object, Executor executor, byte[] end) {
    this.object = object;
    this.executor = executor;
    tail = new Bytes(object.length() - end.length, end);
  }

  @Override
  public String name() {
    return object.path().name();
  }

  @Override
  public long length() {
    return object.length();
  }

  /** The version that is read. */
  String tag() {
    return object.tag();
  }

  @Override
  public void readFully(long position, byte[] target, int offset, int count) throws IOException {
    if (position + count > length()) {
      throw new EOFException(
          "Object %s ends at byte %d, before the %d bytes that were to be read from byte %d"
              .formatted(object.path(), length(), count, position));
    }
    int done = 0;
    while (done < count) {
      done += read(position + done, target, offset + done, count - done);
    }
  }

  @Override
  public boolean isRemote() {
    return true;
  }

  @Override
  public void expect(ExpectedReads reads) {
    expected = Expectation.of(object, executor, reads, expected);
  }

  @Override
  public void close() {
    expected = Expectation.NONE;
    tail = new Bytes(length(), new byte[0]);
  }

  private int read(long position, byte[] target, int offset, int count) throws IOException {
    int copied = tail.copy(position, target, offset, count);
    if (copied == 0) {
      copied = expected.copy(position, target, offset, count);
    }
    return copied > 0 ? copied : readOther(position, target, offset, count);
  }

  /** Reads what nobody said would be read. */
  private synchronized int readOther(long position, byte[] target, int offset, int count)
      throws IOException {
    int copied = window.copy(position, target, offset, count);
    if (copied > 0) {
      return copied;
    }
    if (tail.start() - position <= TAIL_STEP_BYTES && length() - position <= MOST_TAIL_BYTES) {
      growTail(Math.max(0, position - BEFORE_FOOTER_BYTES));
      return tail.copy(position, target, offset, count);
    }
    windowBytes =
        position == nextInOrder ? Math.min(MOST_WINDOW_BYTES, 2 * windowBytes) : FIRST_WINDOW_BYTES;
    int wanted = (int) Math.min(count, tail.start() - position);
    if (wanted >= windowBytes) {
      object.read(List.of(new ByteRange(position, position + wanted)), target, offset);
      nextInOrder = position + wanted;
      return wanted;
    }
    window = fetch(position, Math.min(tail.start(), position + windowBytes));
    nextInOrder = window.end();
    return window.copy(position, target, offset, count);
  }

  /** Reads what lies between a position and the end that is known. */
  private void growTail(long start) throws IOException {
    Bytes known = tail;
    byte[] bytes = new byte[(int) (length() - start)];
    object.read(List.of(new ByteRange(start, known.start())), bytes, 0);
    System.arraycopy(known.bytes(), 0, bytes, (int) (known.start() - start), known.bytes().length);
    tail = new Bytes(start, bytes);
  }

  private Bytes fetch(long start, long end) throws IOException {
    byte[] bytes = new byte[(int) (end - start)];
    object.read(List.of(new ByteRange(start, end)), bytes, 0);
    return new Bytes(start, bytes);
  }

  /** Bytes of the object from a position on. */
  private record Bytes(long start, byte[] bytes) {

    long end() {
      return start + bytes.length;
    }

    int copy(long position, byte[] target, int offset, int count) {
      if (position < start || position >= end()) {
        return 0;
      }
      int copied = (int) Math.min(count, end() - position);
      System.arraycopy(bytes, (int) (position - start), target, offset, copied);
      return copied;
    }
  }
}
