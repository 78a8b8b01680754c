package sleeper.parquet.write;

import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.values.bloomfilter.BloomFilter;

/**
 * The values of a column chunk, without nulls, and the ways to encode them.
 *
 * <p>Bound to one column after another; scratch arrays are kept.
 */
abstract sealed class ChunkValues permits NumberValues, BytesValues, BooleanValues {

  /** How many values there are. */
  abstract int count();

  /** Chooses the encoding for the whole chunk, by the values alone. */
  abstract Encoding chooseEncoding(EncodingTrial trial, DictionaryUse dictionaries);

  /** About how many bytes the values before one take in the chosen encoding; never falls. */
  abstract long bytesBefore(int value);

  /** Appends values in one of the encodings that suit them. */
  abstract void encode(Encoding encoding, int from, int to, PageBuffer target);

  /** How many distinct values the dictionary has, if that encoding was chosen or is on trial. */
  abstract int dictionarySize();

  /** How many bytes the dictionary page has. */
  abstract long dictionaryBytes();

  /** Appends the dictionary's values. */
  abstract void encodeDictionary(PageBuffer target);

  /**
   * Widens statistics by some values, at least one.
   *
   * @return false if there are no bounds, because a value is NaN
   */
  abstract boolean updateStatistics(Statistics<?> statistics, int from, int to);

  /** Adds all values to a bloom filter. */
  abstract void addTo(BloomFilter filter);

  abstract long allocatedBytes();
}
