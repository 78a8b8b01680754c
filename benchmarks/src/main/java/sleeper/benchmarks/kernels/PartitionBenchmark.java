package sleeper.benchmarks.kernels;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import sleeper.core.partition.PartitionTree;
import sleeper.core.partition.PartitionTrees;
import sleeper.ingest.partition.LeafFinder;
import sleeper.parquet.block.RowBlock;

/** Finding the leaf of each row of a block of 64 k rows. A score is the time for the block. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class PartitionBenchmark {

  private static final int ROWS = 64 * 1024;

  /** Leaf partitions. */
  @Param({"64", "1000"})
  public int leaves;

  private final RowBlock block = new DeviceRows(1).nextBlock(ROWS);
  private final int[] found = new int[ROWS];
  private LeafFinder finder = new LeafFinder(DeviceRows.SCHEMA, treeOf(1));

  /** Makes the tree. */
  @Setup
  public void makeTree() {
    finder = new LeafFinder(DeviceRows.SCHEMA, treeOf(leaves));
  }

  /** Finds the leaves. */
  @Benchmark
  public int[] find() {
    finder.find(block.columns(), 0, ROWS, found);
    return found;
  }

  private static PartitionTree treeOf(int leaves) {
    List<Object> splitPoints = new ArrayList<>();
    for (int i = 1; i < leaves; i++) {
      splitPoints.add(DeviceRows.splitPoint(i, leaves));
    }
    int[] id = new int[1];
    return PartitionTrees.fromSplitPoints(DeviceRows.SCHEMA, splitPoints, () -> "p" + id[0]++);
  }
}
