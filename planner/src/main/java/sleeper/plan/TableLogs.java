package sleeper.plan;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import sleeper.core.partition.PartitionTree;
import sleeper.core.partition.PartitionTrees;
import sleeper.core.schema.PrimitiveType;
import sleeper.core.schema.Schema;
import sleeper.core.statestore.TableState;
import sleeper.core.statestore.transaction.InitialisePartitions;
import sleeper.core.statestore.transaction.TransactionJson;

/**
 * How the transaction logs of a table stand, which commits check.
 *
 * @param partitionsBytes the last transaction of the partitions
 * @param isEmpty whether nothing has been committed to the table
 * @param snapshotEvery after how many transactions a snapshot is written; 0 for never
 */
public record TableLogs(long partitionsBytes, boolean isEmpty, int snapshotEvery) {

  private static final Schema SAMPLE = Schema.builder().rowKey("key", PrimitiveType.LONG).build();
  private static final String ID = "00000000-0000-0000-0000-000000000000";
  private static final int SAMPLE_LEAVES = 8;

  /** A transaction that splits a partition into two. */
  private static final long SPLIT_BYTES = 1000;

  /** The logs of a table as they are. */
  public static TableLogs of(TableState state, int snapshotEvery) {
    boolean isUnsplit = state.partitionsVersion() <= 1;
    return new TableLogs(
        isUnsplit ? bytes(state.partitions()) : SPLIT_BYTES, state.version() == 0, snapshotEvery);
  }

  /** The logs of a table with so many leaves that has files and was not split since it was made. */
  public static TableLogs imagined(long leaves, int snapshotEvery) {
    double each = (double) bytes(sample()) / (2 * SAMPLE_LEAVES - 1);
    return new TableLogs((long) (each * (2 * leaves - 1)), false, snapshotEvery);
  }

  private static PartitionTree sample() {
    List<Object> splitPoints =
        new ArrayList<>(LongStream.range(1, SAMPLE_LEAVES).mapToObj(i -> i << 50).toList());
    int[] next = new int[1];
    return PartitionTrees.fromSplitPoints(SAMPLE, splitPoints, () -> ID + next[0]++);
  }

  private static long bytes(PartitionTree tree) {
    return TransactionJson.write(new InitialisePartitions(List.copyOf(tree.all())))
        .getBytes(StandardCharsets.UTF_8)
        .length;
  }
}
