package sleeper.benchmarks.kernels;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import sleeper.core.row.Row;
import sleeper.ingest.rows.BlockLimits;
import sleeper.ingest.rows.RowBlockFiller;

/** Copying rows of a program into a block; the rows exist before. A score is the time for a row. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RowFillBenchmark {

  private static final int ROWS = 8192;

  private final Row[] rows = new Row[ROWS];
  private final RowBlockFiller filler =
      new RowBlockFiller(DeviceRows.SCHEMA, BlockLimits.ofBudget(256L << 20));

  /** Makes the rows. */
  public RowFillBenchmark() {
    DeviceRows source = new DeviceRows(1);
    for (int i = 0; i < ROWS; i++) {
      rows[i] = source.nextRow();
    }
  }

  /** Fills a block. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public int fill() {
    filler.clear();
    for (Row row : rows) {
      filler.append(row);
    }
    return filler.rows();
  }
}
