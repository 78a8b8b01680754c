package sleeper.benchmarks.kernels;

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
import sleeper.ingest.sort.RowSorter;
import sleeper.parquet.block.RowBlock;

/**
 * The order of the rows of a leaf by (string, long): packing the keys, radix sort, ties. Gathering
 * the columns is not inside. A score is the time for all rows of the leaf.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class SortBenchmark {

  /** Rows of the leaf. */
  @Param({"10000", "156000", "1000000"})
  public int rows;

  private RowBlock block = new DeviceRows(1).nextBlock(1);
  private RowSorter sorter = new RowSorter();

  /** Makes the rows. */
  @Setup
  public void makeRows() {
    block = new DeviceRows(1).nextBlock(rows);
    sorter = new RowSorter();
  }

  /** Sorts them. */
  @Benchmark
  public int[] sort() {
    return sorter.sort(block.columns(), DeviceRows.SCHEMA.keyCount(), rows);
  }
}
