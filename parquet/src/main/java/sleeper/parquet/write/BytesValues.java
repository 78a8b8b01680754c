package sleeper.parquet.write;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.values.bloomfilter.BloomFilter;
import org.apache.parquet.io.api.Binary;
import sleeper.parquet.block.BytesColumn;
import sleeper.parquet.block.DictionaryColumn;

/** Strings, byte arrays, and decimals of 16 bytes. */
final class BytesValues extends ChunkValues {

  private final DenseBytes dense = new DenseBytes();
  private final BytesDictionary dictionary = new BytesDictionary();
  private final DeltaBytes delta = new DeltaBytes();
  private boolean fixedLength;
  private boolean sorted;
  private Encoding chosen = Encoding.PLAIN;

  /** Binds to values; those of fixed length are numbers in two's complement. */
  void bind(BytesColumn column, Length length, ChunkHints hints) {
    bindFacts(length, hints);
    dense.bind(column);
  }

  /** Binds to values that come as ids. */
  void bind(DictionaryColumn column, Length length, ChunkHints hints) {
    bindFacts(length, hints);
    dense.bind(column);
  }

  private void bindFacts(Length length, ChunkHints hints) {
    fixedLength = length == Length.FIXED;
    sorted = hints.sorted();
    chosen = Encoding.PLAIN;
  }

  /** Whether values have a length each. */
  enum Length {
    VARIABLE,
    FIXED
  }

  @Override
  int count() {
    return dense.count();
  }

  @Override
  Encoding chooseEncoding(EncodingTrial trial, DictionaryUse dictionaries) {
    boolean few = dictionaries != DictionaryUse.NEVER && buildDictionary(dictionaries);
    if (few && (dense.hasIds() || DictionaryIds.surelyBest(dictionary.size(), count()))) {
      chosen = Encoding.RLE_DICTIONARY;
      return chosen;
    }
    dense.dropIds();
    List<Encoding> candidates = new ArrayList<>();
    if (few) {
      candidates.add(Encoding.RLE_DICTIONARY);
    }
    candidates.add(fixedLength ? Encoding.PLAIN : Encoding.DELTA_LENGTH_BYTE_ARRAY);
    if (DeltaBytes.sharesPrefixes(dense.data(), dense.offsets(), dense.count())) {
      candidates.add(Encoding.DELTA_BYTE_ARRAY);
    }
    chosen = trial.smallest(this, candidates);
    return chosen;
  }

  private boolean buildDictionary(DictionaryUse dictionaries) {
    int count = dense.count();
    int limit = DictionaryIds.limit(dictionaries, count);
    if (dense.hasIds()) {
      return dictionary.useIds(dense.ids(), count, dense.dictionary(), limit, fixedLength);
    }
    if (sorted && !fixedLength) {
      return dictionary.buildSorted(dense.data(), dense.offsets(), count, limit);
    }
    return dictionary.build(dense.data(), dense.offsets(), count, limit, fixedLength);
  }

  @Override
  long bytesBefore(int value) {
    return chosen == Encoding.RLE_DICTIONARY
        ? (long) value * idWidth() / Byte.SIZE
        : dense.offsets()[value] - dense.offsets()[0] + (long) Integer.BYTES * value;
  }

  @Override
  void encode(Encoding encoding, int from, int to, PageBuffer target) {
    switch (encoding) {
      case PLAIN -> putPlain(from, to, target);
      case DELTA_LENGTH_BYTE_ARRAY ->
          delta.putWithLengths(dense.data(), dense.offsets(), from, to, target);
      case DELTA_BYTE_ARRAY ->
          delta.putWithPrefixes(dense.data(), dense.offsets(), from, to, target);
      case RLE_DICTIONARY ->
          target.setSize(DictionaryIds.put(dictionary.ids(), from, to, idWidth(), target));
      default -> throw new IllegalStateException("Bytes are not encoded as " + encoding);
    }
  }

  private void putPlain(int from, int to, PageBuffer target) {
    int[] offsets = dense.offsets();
    int length = offsets[to] - offsets[from];
    byte[] bytes = target.reserve(length + (long) Integer.BYTES * (to - from));
    if (fixedLength) {
      System.arraycopy(dense.data(), offsets[from], bytes, target.size(), length);
      target.setSize(target.size() + length);
    } else {
      target.setSize(
          ByteStrings.putWithLengths(dense.data(), offsets, from, to, bytes, target.size()));
    }
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
    return dictionary.plainBytes();
  }

  @Override
  void encodeDictionary(PageBuffer target) {
    byte[] bytes = target.reserve(dictionary.plainBytes());
    int end = target.size();
    for (int id = 0; id < dictionary.size(); id++) {
      int length = dictionary.end(id) - dictionary.start(id);
      if (!fixedLength) {
        LittleEndian.putInt(bytes, end, length);
        end += Integer.BYTES;
      }
      ByteStrings.copy(dictionary.data(), dictionary.start(id), length, bytes, end);
      end += length;
    }
    target.setSize(end);
  }

  @Override
  boolean updateStatistics(Statistics<?> statistics, int from, int to) {
    if (chosen == Encoding.RLE_DICTIONARY) {
      updateFromIds(statistics, from, to);
    } else {
      byte[] data = dense.data();
      int[] offsets = dense.offsets();
      int smallest = sorted ? from : BytesBounds.smallest(data, offsets, from, to, fixedLength);
      int largest = sorted ? to - 1 : BytesBounds.largest(data, offsets, from, to, fixedLength);
      statistics.updateStats(binary(data, offsets[smallest], offsets[smallest + 1]));
      statistics.updateStats(binary(data, offsets[largest], offsets[largest + 1]));
    }
    return true;
  }

  private void updateFromIds(Statistics<?> statistics, int from, int to) {
    int[] ids = dictionary.ids();
    int smallest = ids[from];
    int largest = smallest;
    for (int i = from + 1; i < to; i++) {
      smallest = Math.min(smallest, ids[i]);
      largest = Math.max(largest, ids[i]);
    }
    byte[] data = dictionary.data();
    statistics.updateStats(binary(data, dictionary.start(smallest), dictionary.end(smallest)));
    statistics.updateStats(binary(data, dictionary.start(largest), dictionary.end(largest)));
  }

  private static Binary binary(byte[] data, int start, int end) {
    return Binary.fromConstantByteArray(Arrays.copyOfRange(data, start, end));
  }

  @Override
  void addTo(BloomFilter filter) {
    if (chosen == Encoding.RLE_DICTIONARY) {
      for (int id = 0; id < dictionary.size(); id++) {
        addTo(filter, dictionary.data(), dictionary.start(id), dictionary.end(id));
      }
    } else {
      int[] offsets = dense.offsets();
      for (int i = 0; i < dense.count(); i++) {
        addTo(filter, dense.data(), offsets[i], offsets[i + 1]);
      }
    }
  }

  private static void addTo(BloomFilter filter, byte[] data, int start, int end) {
    filter.insertHash(filter.hash(Binary.fromReusedByteArray(data, start, end - start)));
  }

  @Override
  long allocatedBytes() {
    return dense.allocatedBytes() + dictionary.allocatedBytes() + delta.allocatedBytes();
  }
}
