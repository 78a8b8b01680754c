package sleeper.parquet.write;

import java.util.List;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.values.bloomfilter.BloomFilter;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import sleeper.parquet.block.IntColumn;
import sleeper.parquet.block.LongColumn;

/** Numbers of 32 or 64 bits; those of 32 are widened with their sign. */
final class NumberValues extends ChunkValues {

  private final NumberDictionary dictionary = new NumberDictionary();
  private final DeltaBinaryPacking delta = new DeltaBinaryPacking();
  private PrimitiveTypeName type = PrimitiveTypeName.INT64;
  private long[] values = new long[0];
  private long[] dense = new long[0];
  private int count;
  private int width;
  private Encoding chosen = Encoding.PLAIN;

  void bind(LongColumn column, PrimitiveTypeName physicalType) {
    bindType(physicalType, column.size(), Long.BYTES);
    byte[] nulls = column.nulls();
    values = column.values();
    if (nulls != null) {
      reserveDense();
      int present = 0;
      for (int i = 0; i < count; i++) {
        dense[present] = values[i];
        present += 1 - nulls[i];
      }
      useDense(present);
    }
  }

  void bind(IntColumn column, PrimitiveTypeName physicalType) {
    bindType(physicalType, column.size(), Integer.BYTES);
    reserveDense();
    byte[] nulls = column.nulls();
    int[] source = column.values();
    int present = 0;
    for (int i = 0; i < count; i++) {
      dense[present] = source[i];
      present += nulls == null ? 1 : 1 - nulls[i];
    }
    useDense(present);
  }

  private void bindType(PrimitiveTypeName physicalType, int size, int bytes) {
    type = physicalType;
    count = size;
    width = bytes;
    chosen = Encoding.PLAIN;
  }

  private void reserveDense() {
    if (dense.length < count) {
      dense = new long[count];
    }
  }

  private void useDense(int present) {
    values = dense;
    count = present;
  }

  @Override
  int count() {
    return count;
  }

  @Override
  Encoding chooseEncoding(EncodingTrial trial, DictionaryUse dictionaries) {
    int limit = DictionaryIds.limit(dictionaries, count);
    boolean few = dictionaries != DictionaryUse.NEVER && dictionary.build(values, count, limit);
    if (few && DictionaryIds.surelyBest(dictionary.size(), count)) {
      chosen = Encoding.RLE_DICTIONARY;
      return chosen;
    }
    Encoding split = isFloating() ? Encoding.BYTE_STREAM_SPLIT : Encoding.DELTA_BINARY_PACKED;
    chosen =
        trial.smallest(
            this,
            few
                ? List.of(Encoding.RLE_DICTIONARY, split, Encoding.PLAIN)
                : List.of(split, Encoding.PLAIN));
    return chosen;
  }

  private boolean isFloating() {
    return type == PrimitiveTypeName.FLOAT || type == PrimitiveTypeName.DOUBLE;
  }

  @Override
  long bytesBefore(int value) {
    return chosen == Encoding.RLE_DICTIONARY
        ? (long) value * idWidth() / Byte.SIZE
        : (long) value * width;
  }

  @Override
  void encode(Encoding encoding, int from, int to, PageBuffer target) {
    long most = Math.max((long) (to - from) * width, DeltaBinaryPacking.maxBytes(to - from));
    byte[] bytes = target.reserve(most);
    int at = target.size();
    target.setSize(
        switch (encoding) {
          case PLAIN -> FixedWidth.putPlain(values, from, to, width, bytes, at);
          case BYTE_STREAM_SPLIT -> FixedWidth.putStreams(values, from, to, width, bytes, at);
          case DELTA_BINARY_PACKED -> delta.encode(values, from, to, width * Byte.SIZE, bytes, at);
          case RLE_DICTIONARY -> DictionaryIds.put(dictionary.ids(), from, to, idWidth(), target);
          default -> throw new IllegalStateException("Numbers are not encoded as " + encoding);
        });
  }

  private int idWidth() {
    return DictionaryIds.width(dictionary.size());
  }

  @Override
  int dictionarySize() {
    return dictionary.size();
  }

  @Override
  long dictionaryBytes() {
    return (long) dictionary.size() * width;
  }

  @Override
  void encodeDictionary(PageBuffer target) {
    byte[] bytes = target.reserve(dictionaryBytes());
    target.setSize(
        FixedWidth.putPlain(
            dictionary.values(), 0, dictionary.size(), width, bytes, target.size()));
  }

  @Override
  boolean updateStatistics(Statistics<?> statistics, int from, int to) {
    return NumberBounds.update(type, values, from, to, statistics);
  }

  @Override
  void addTo(BloomFilter filter) {
    for (int i = 0; i < count; i++) {
      filter.insertHash(
          switch (type) {
            case INT32 -> filter.hash((int) values[i]);
            case FLOAT -> filter.hash(Float.intBitsToFloat((int) values[i]));
            case DOUBLE -> filter.hash(Double.longBitsToDouble(values[i]));
            default -> filter.hash(values[i]);
          });
    }
  }

  @Override
  long allocatedBytes() {
    return (long) Long.BYTES * dense.length + dictionary.allocatedBytes();
  }
}
