package sleeper.parquet.read;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import sleeper.core.storage.ByteRange;
import sleeper.core.storage.ExpectedReads;
import sleeper.core.storage.ReadableObject;

/** A file in memory as if it was far away, which keeps what it was told and what was read. */
final class RemoteObject implements ReadableObject {

  private final BytesObject file;
  private final List<ExpectedReads> expected = new ArrayList<>();
  private final List<ByteRange> surprises = new ArrayList<>();

  RemoteObject(byte[] bytes) {
    file = new BytesObject(bytes);
  }

  List<ExpectedReads> expected() {
    return expected;
  }

  /** What was read since the last expectation and was not in it. */
  List<ByteRange> surprises() {
    return surprises;
  }

  long bytesRead() {
    return file.bytesRead();
  }

  @Override
  public String name() {
    return file.name();
  }

  @Override
  public long length() {
    return file.length();
  }

  @Override
  public boolean isRemote() {
    return true;
  }

  @Override
  public void expect(ExpectedReads reads) {
    expected.add(reads);
  }

  @Override
  public void readFully(long position, byte[] target, int offset, int length) throws IOException {
    if (!expected.isEmpty() && !isExpected(position, position + length)) {
      surprises.add(new ByteRange(position, position + length));
    }
    file.readFully(position, target, offset, length);
  }

  private boolean isExpected(long start, long end) {
    return expected.get(expected.size() - 1).streams().stream()
        .flatMap(List::stream)
        .anyMatch(range -> range.start() <= start && end <= range.end());
  }

  @Override
  public void close() {}
}
