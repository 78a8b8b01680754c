package sleeper.parquet.write;

import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.values.bloomfilter.BloomFilter;
import sleeper.parquet.block.ByteColumn;

/** Booleans: bits, or runs where they seldom change. */
final class BooleanValues extends ChunkValues {

  private static final int RUN_WORTH_ITS_HEADER = 24;

  private byte[] values = new byte[0];
  private byte[] dense = new byte[0];
  private int[] numbers = new int[0];
  private int count;

  void bind(ByteColumn column) {
    byte[] nulls = column.nulls();
    count = column.size();
    values = column.values();
    if (nulls != null) {
      removeNulls(column.values(), nulls);
    }
  }

  private void removeNulls(byte[] source, byte[] nulls) {
    if (dense.length < count) {
      dense = new byte[count];
    }
    int present = 0;
    for (int i = 0; i < count; i++) {
      dense[present] = source[i];
      present += 1 - nulls[i];
    }
    values = dense;
    count = present;
  }

  @Override
  int count() {
    return count;
  }

  @Override
  Encoding chooseEncoding(EncodingTrial trial, DictionaryUse dictionaries) {
    int changes = 0;
    for (int i = 1; i < count; i++) {
      changes += values[i] ^ values[i - 1];
    }
    return changes < count / RUN_WORTH_ITS_HEADER ? Encoding.RLE : Encoding.PLAIN;
  }

  @Override
  long bytesBefore(int value) {
    return value / Byte.SIZE;
  }

  @Override
  void encode(Encoding encoding, int from, int to, PageBuffer target) {
    byte[] bytes = target.reserve(Integer.BYTES + RunLengthHybrid.maxBytes(to - from, 1));
    if (encoding == Encoding.PLAIN) {
      target.setSize(FixedWidth.putBits(values, from, to, bytes, target.size()));
      return;
    }
    if (numbers.length < to - from) {
      numbers = new int[to - from];
    }
    for (int i = from; i < to; i++) {
      numbers[i - from] = values[i];
    }
    int start = target.size() + Integer.BYTES;
    int end = RunLengthHybrid.encode(numbers, 0, to - from, 1, bytes, start);
    LittleEndian.putInt(bytes, target.size(), end - start);
    target.setSize(end);
  }

  @Override
  int dictionarySize() {
    return 0;
  }

  @Override
  long dictionaryBytes() {
    return 0;
  }

  @Override
  void encodeDictionary(PageBuffer target) {
    throw new IllegalStateException("Booleans have no dictionary");
  }

  @Override
  boolean updateStatistics(Statistics<?> statistics, int from, int to) {
    int any = 0;
    int all = 1;
    for (int i = from; i < to; i++) {
      any |= values[i];
      all &= values[i];
    }
    statistics.updateStats(all != 0);
    statistics.updateStats(any != 0);
    return true;
  }

  @Override
  void addTo(BloomFilter filter) {
    throw new IllegalStateException("Parquet has no bloom filters for booleans");
  }

  @Override
  long allocatedBytes() {
    return (long) dense.length + (long) Integer.BYTES * numbers.length;
  }
}
