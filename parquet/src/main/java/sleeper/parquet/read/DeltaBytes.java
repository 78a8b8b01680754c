package sleeper.parquet.read;

import java.util.Arrays;
import sleeper.parquet.block.BytesColumn;
import sleeper.parquet.block.Column;

/** DELTA_BYTE_ARRAY values: each is a prefix of the one before it and bytes of its own. */
final class DeltaBytes implements ValueDecoder {

  private static final int ANY_LENGTH = -1;

  private final DeltaLengths prefixes;
  private final DeltaLengths suffixes;
  private final int fixedLength;
  private byte[] data = new byte[0];
  private int position;
  private int end;
  private int next;
  private byte[] previous = new byte[0];
  private int previousLength;

  private DeltaBytes(int fixedLength, MemoryBudget budget, String column) {
    this.fixedLength = fixedLength;
    prefixes = new DeltaLengths(budget, column);
    suffixes = new DeltaLengths(budget, column);
  }

  static DeltaBytes ofAnyLength(MemoryBudget budget, String column) {
    return new DeltaBytes(ANY_LENGTH, budget, column);
  }

  static DeltaBytes ofLength(int length, MemoryBudget budget, String column) {
    return new DeltaBytes(length, budget, column);
  }

  @Override
  public void start(byte[] source, int from, int to, int most) {
    data = source;
    int middle = prefixes.start(source, from, to, most);
    position = suffixes.start(source, middle, to, most);
    end = to;
    next = 0;
    previousLength = 0;
    if (prefixes.count() != suffixes.count()) {
      throw new BadPage(
          "it has %d prefixes and %d suffixes".formatted(prefixes.count(), suffixes.count()));
    }
    ValueDecoder.require(suffixes.total(), end - position);
    checkLengths();
  }

  @Override
  public void read(Column target, int count) {
    if (count == 0) {
      return;
    }
    BytesColumn bytes = (BytesColumn) target;
    int size = bytes.size();
    bytes.ensureCapacity(size + count);
    long total = bytesOf(count);
    bytes.ensureDataCapacity(Math.toIntExact(bytes.dataLength() + total));
    append(bytes.data(), bytes.offsets(), size, count);
    bytes.setSize(size + count);
    remember(bytes.data(), bytes.offsets()[size + count - 1], bytes.dataLength());
  }

  @Override
  public void skip(int count) {
    bytesOf(count);
    for (int i = 0; i < count; i++) {
      int prefix = prefixes.values()[next];
      int suffix = suffixes.values()[next++];
      ensurePrevious(prefix + suffix);
      System.arraycopy(data, position, previous, prefix, suffix);
      position += suffix;
      previousLength = prefix + suffix;
    }
  }

  @Override
  public int fitting(int count, long bytes) {
    long left = bytes;
    for (int i = 0; i < Math.min(count, prefixes.count() - next); i++) {
      left -= (long) prefixes.values()[next + i] + suffixes.values()[next + i];
      if (left < 0) {
        return i;
      }
    }
    return count;
  }

  private void append(byte[] target, int[] offsets, int size, int count) {
    byte[] before = previous;
    int beforeAt = 0;
    int to = offsets[size];
    int at = position;
    for (int i = 0; i < count; i++) {
      int prefix = prefixes.values()[next + i];
      int suffix = suffixes.values()[next + i];
      System.arraycopy(before, beforeAt, target, to, prefix);
      System.arraycopy(data, at, target, to + prefix, suffix);
      before = target;
      beforeAt = to;
      at += suffix;
      to += prefix + suffix;
      offsets[size + i + 1] = to;
    }
    position = at;
    next += count;
  }

  /** Checks the lengths of all values of the page. */
  private void checkLengths() {
    int before = 0;
    for (int i = 0; i < prefixes.count(); i++) {
      int prefix = prefixes.values()[i];
      if (prefix > before) {
        throw new BadPage("it has a prefix of %d bytes of a value of %d".formatted(prefix, before));
      }
      before = prefix + suffixes.values()[i];
      if (fixedLength != ANY_LENGTH && before != fixedLength) {
        throw new BadPage("it has a value of %d bytes of %d".formatted(before, fixedLength));
      }
    }
  }

  /** Adds up the lengths of the next values. */
  private long bytesOf(int count) {
    if (count > prefixes.count() - next) {
      throw new BadPage("it ends before its values do");
    }
    long total = 0;
    for (int i = next; i < next + count; i++) {
      total += prefixes.values()[i] + suffixes.values()[i];
    }
    return total;
  }

  private void remember(byte[] source, int from, int to) {
    previousLength = to - from;
    ensurePrevious(previousLength);
    System.arraycopy(source, from, previous, 0, previousLength);
  }

  private void ensurePrevious(int bytes) {
    if (previous.length < bytes) {
      previous = Arrays.copyOf(previous, Math.max(bytes, 2 * previous.length));
    }
  }
}
