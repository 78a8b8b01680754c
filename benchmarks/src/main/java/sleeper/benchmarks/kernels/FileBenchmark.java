package sleeper.benchmarks.kernels;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import sleeper.parquet.block.RowBlock;
import sleeper.parquet.read.ParquetBlockReader;
import sleeper.parquet.read.ReadSettings;
import sleeper.parquet.write.DataFileWriter;
import sleeper.parquet.write.EncoderBuffers;
import sleeper.parquet.write.WriteSettings;

/**
 * A data file of 156,000 sorted rows in memory: encoding and compressing it, and reading it back
 * into blocks. A score is the time for the file. Its size is printed at the end: a faster and
 * larger file has not won.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class FileBenchmark {

  private static final int ROWS = 156_000;

  private final RowBlock block = new DeviceRows(1).nextSortedBlock(ROWS);
  private final EncoderBuffers buffers = new EncoderBuffers(WriteSettings.defaults());
  private MemoryObject file = new MemoryObject();

  /** Writes the file that is read. */
  @Setup
  public void writeFile() throws IOException {
    file = new MemoryObject();
    writeTo(file);
  }

  /** Prints the size. */
  @TearDown
  public void printSize() {
    System.out.println("file of " + file.length() + " bytes");
    buffers.close();
  }

  /** Encodes, compresses and writes all columns. */
  @Benchmark
  public long write() throws IOException {
    return writeTo(new MemoryObject());
  }

  /** Reads, decompresses and decodes all columns. */
  @Benchmark
  public long read() throws IOException {
    long rows = 0;
    try (ParquetBlockReader reader =
        ParquetBlockReader.open(file, ReadSettings.of(DeviceRows.SCHEMA))) {
      for (RowBlock next = reader.next(); next != null; next = reader.next()) {
        rows += next.rows();
      }
    }
    return rows;
  }

  private long writeTo(MemoryObject target) throws IOException {
    try (DataFileWriter writer = DataFileWriter.create(target, DeviceRows.SCHEMA, buffers)) {
      writer.startRowGroup(ROWS);
      for (int field = 0; field < block.columns().size(); field++) {
        writer.writeColumn(field, block.column(field));
      }
      writer.endRowGroup();
      return writer.finish().bytes();
    }
  }
}
