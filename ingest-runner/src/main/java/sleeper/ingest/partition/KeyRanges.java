package sleeper.ingest.partition;

import java.util.List;
import sleeper.parquet.block.Column;

/** Partitions rows by ranges of all their keys. Not thread-safe. */
public final class KeyRanges implements RowPartitioner {

  private final KeyRanker ranker;
  private final int ranges;

  /**
   * Ranges that begin at bounds, the first before all.
   *
   * @param bounds the columns of the bounds, in ascending order and all different, plain
   */
  public KeyRanges(List<Column> bounds) {
    ranker = new KeyRanker(bounds, bounds.size());
    ranges = bounds.get(0).size() + 1;
  }

  @Override
  public int partitions() {
    return ranges;
  }

  @Override
  public void find(List<Column> columns, int from, int to, int[] found) {
    ranker.rank(columns, from, to, found);
  }
}
