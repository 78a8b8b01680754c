package sleeper.ingest.partition;

import java.util.List;
import sleeper.parquet.block.Column;

/** Says to which of some partitions rows belong. Not thread-safe. */
public interface RowPartitioner {

  /** How many partitions there are. */
  int partitions();

  /** Puts the partition of the rows {@code from} to {@code to} into the start of an array. */
  void find(List<Column> columns, int from, int to, int[] found);
}
