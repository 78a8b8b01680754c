package sleeper.ingest.partition;

import java.util.List;
import org.jspecify.annotations.Nullable;
import sleeper.ingest.columns.ColumnCopy;
import sleeper.ingest.sort.KeyComparator;
import sleeper.parquet.block.BytesColumn;
import sleeper.parquet.block.Column;
import sleeper.parquet.block.Dictionary;
import sleeper.parquet.block.DictionaryColumn;

/**
 * Ranks keys among sorted bounds: how many bounds are at most the key.
 *
 * <p>Searches by a prefix of the first key; compares whole keys only where a prefix equals that of
 * a bound. A dictionary's values are ranked once. Not thread-safe.
 */
public final class KeyRanker {

  private static final int CHUNK = 2048;

  private final List<Column> bounds;
  private final int keys;
  private final int count;
  private final KeyPrefixes prefixes;
  private final KeySearch search;
  private final long[] boundPrefixes;
  private final boolean exact;
  private final long[] chunk = new long[CHUNK];
  private @Nullable Dictionary rankedDictionary;
  private int[] dictionaryRanks = new int[0];

  /**
   * A ranker of bounds.
   *
   * @param bounds the columns of the bounds, which are in ascending order and all different; the
   *     first is not dictionary encoded
   * @param keys how many columns, from the first, count
   */
  public KeyRanker(List<Column> bounds, int keys) {
    this.bounds = List.copyOf(bounds);
    this.keys = keys;
    this.count = bounds.get(0).size();
    prefixes = KeyPrefixes.toTellFrom(bounds.get(0));
    boundPrefixes = new long[count];
    for (int from = 0; from < count; from += CHUNK) {
      int to = Math.min(from + CHUNK, count);
      prefixes.fill(bounds.get(0), from, to, chunk);
      System.arraycopy(chunk, 0, boundPrefixes, from, to - from);
    }
    search = new KeySearch(boundPrefixes);
    exact = keys == 1 && prefixes.areExact();
  }

  /** Ranks the rows {@code from} to {@code to} into the start of an array. */
  public void rank(List<Column> columns, int from, int to, int[] ranks) {
    if (columns.get(0) instanceof DictionaryColumn encoded && keys == 1) {
      rankByDictionary(encoded, from, to, ranks);
      return;
    }
    Column first = columns.get(0);
    for (int start = from; start < to; start += CHUNK) {
      int end = Math.min(start + CHUNK, to);
      fill(first, start, end);
      int at = start - from;
      if (exact) {
        search.countAtMost(chunk, 0, end - start, ranks, at);
      } else {
        search.countLess(chunk, 0, end - start, ranks, at);
        settleTies(columns, start, end - start, ranks, at);
      }
    }
  }

  private void fill(Column first, int start, int end) {
    if (first instanceof DictionaryColumn encoded) {
      Dictionary dictionary = encoded.dictionary();
      int[] ids = encoded.ids();
      for (int i = start; i < end; i++) {
        chunk[i - start] = prefixOf(dictionary, ids[i]);
      }
    } else {
      prefixes.fill(first, start, end, chunk);
    }
  }

  private long prefixOf(Dictionary dictionary, int id) {
    long[] one = new long[1];
    prefixes.fill(dictionary.data(), dictionary.offsets(), id, id + 1, one);
    return one[0];
  }

  private void settleTies(List<Column> columns, int firstRow, int rows, int[] ranks, int at) {
    for (int i = 0; i < rows; i++) {
      int rank = ranks[at + i];
      if (rank < count && boundPrefixes[rank] == chunk[i]) {
        ranks[at + i] = settle(columns, firstRow + i, rank);
      }
    }
  }

  /** The rank of a row whose prefix is that of a bound, by comparison. */
  private int settle(List<Column> columns, int row, int lowest) {
    long prefix = boundPrefixes[lowest];
    int low = lowest;
    int high = lowest + 1;
    int step = 1;
    while (high < count && boundPrefixes[high] == prefix) {
      high = Math.min(count, high + step);
      step <<= 1;
    }
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (KeyComparator.compare(bounds, middle, columns, row, 0, keys) <= 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  @SuppressWarnings("ReferenceEquality")
  private void rankByDictionary(DictionaryColumn column, int from, int to, int[] ranks) {
    Dictionary dictionary = column.dictionary();
    if (rankedDictionary != dictionary) {
      dictionaryRanks = rankAll(column, dictionary);
      rankedDictionary = dictionary;
    }
    int[] ids = column.ids();
    int[] all = dictionaryRanks;
    for (int i = from; i < to; i++) {
      ranks[i - from] = all[ids[i]];
    }
  }

  private int[] rankAll(DictionaryColumn column, Dictionary dictionary) {
    BytesColumn values = new BytesColumn(column.type(), 0, 0);
    int[] ids = new int[dictionary.size()];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = i;
    }
    values.ensureCapacity(ids.length);
    ColumnCopy.appendIds(dictionary, ids, ids.length, values);
    int[] ranks = new int[ids.length];
    rank(List.of(values), 0, ids.length, ranks);
    return ranks;
  }
}
