package sleeper.ingest.sort;

import java.util.Arrays;
import java.util.stream.IntStream;
import sleeper.parquet.block.Dictionary;
import sleeper.parquet.block.DictionaryColumn;

/** The place of each dictionary value among all of them. */
final class DictionaryRanks {

  private DictionaryRanks() {}

  /** The rank of each id of a column's dictionary, whose values are all different. */
  static int[] of(DictionaryColumn column) {
    Dictionary dictionary = column.dictionary();
    int[] sorted =
        IntStream.range(0, dictionary.size())
            .boxed()
            .sorted((left, right) -> compare(dictionary, left, right))
            .mapToInt(Integer::intValue)
            .toArray();
    int[] ranks = new int[dictionary.size()];
    for (int rank = 0; rank < sorted.length; rank++) {
      ranks[sorted[rank]] = rank;
    }
    return ranks;
  }

  private static int compare(Dictionary dictionary, int left, int right) {
    int[] offsets = dictionary.offsets();
    byte[] data = dictionary.data();
    return Arrays.compareUnsigned(
        data, offsets[left], offsets[left + 1], data, offsets[right], offsets[right + 1]);
  }
}
