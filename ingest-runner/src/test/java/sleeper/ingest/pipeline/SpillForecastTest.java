package sleeper.ingest.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sleeper.core.row.Row;
import sleeper.parquet.block.RowBlock;

class SpillForecastTest {

  /** Two longs, an int, and a text of 108 letters and up to six digits with its offset. */
  private static final double ROW_BYTES = 8 + 8 + 4 + 4 + 108 + 5.5;

  private static final int KEYS = 10_000;

  @TempDir private Path folder;

  @ParameterizedTest(name = "{0} rows, {1} leaves, {2} MiB, {3} threads")
  @CsvSource({
    "1000, 4, 16, 1",
    "60000, 10, 16, 1",
    "60000, 100, 4, 1",
    "200000, 16, 4, 1",
    "200000, 16, 4, 2",
    "200000, 1, 8, 1",
    "200000, 64, 12, 2",
  })
  void shouldForetellWhatAPipelineDoes(int rows, int leaves, int mebibytes, int threads)
      throws IOException {
    long memory = (long) mebibytes << 20;
    PipelineMetrics done = run(rows, leaves, memory, threads);

    SpillForecast forecast = SpillForecast.of(job(rows, leaves, memory, threads));

    assertThat(forecast.fits()).isTrue();
    assertThat((double) forecast.spills())
        .as("spills, of which there were %d", done.spills())
        .isCloseTo((double) done.spills(), within(done.spills() * 0.2));
    assertThat((double) forecast.spilledBytes())
        .isCloseTo((double) done.spilledBytes(), within(done.spilledBytes() * 0.25));
    assertThat(forecast.oversizedLeaves()).isEqualTo(done.subRangeLeaves());
    assertThat((double) forecast.memoryBytes())
        .isCloseTo((double) done.peakMemoryBytes(), within(done.peakMemoryBytes() * 0.35));
  }

  @Test
  void shouldSayThatAJobDoesNotFit() {
    ExpectedJob job = job(1_000_000, 16, 4 << 20, 1);

    assertThat(SpillForecast.of(withDisk(job, 10 << 20, FullPolicy.REFUSE)).fits()).isFalse();
    SpillForecast flushing = SpillForecast.of(withDisk(job, 10 << 20, FullPolicy.FLUSH));
    assertThat(flushing.fits()).isTrue();
    assertThat(flushing.flushes()).isPositive();
  }

  private PipelineMetrics run(int rows, int leaves, long memory, int threads) throws IOException {
    Long[] splitPoints =
        LongStream.range(1, leaves).mapToObj(i -> i * KEYS / leaves).toArray(Long[]::new);
    PipelineSettings settings =
        PipelineSettings.builder(Jobs.SCHEMA, Jobs.tree(splitPoints), folder)
            .memoryBytes(memory)
            .threads(threads)
            .build();
    try (IngestPipeline pipeline =
        new IngestPipeline(settings, new CollectingSink(Jobs.SCHEMA), ProgressListener.NONE)) {
      for (int from = 0; from < rows; from += 1000) {
        int first = from;
        List<Row> part = Jobs.rows(1000, i -> Jobs.scattered(first + i, KEYS));
        for (RowBlock block : Jobs.blocks(part)) {
          pipeline.add(block);
        }
      }
      pipeline.finish();
      return pipeline.metrics();
    }
  }

  private static ExpectedJob job(int rows, int leaves, long memory, int threads) {
    return new ExpectedJob(
        memory,
        0,
        Long.MAX_VALUE,
        FullPolicy.REFUSE,
        threads,
        128L << 20,
        1000,
        rows,
        ROW_BYTES,
        1000,
        leaves);
  }

  private static ExpectedJob withDisk(ExpectedJob job, long diskBytes, FullPolicy policy) {
    return new ExpectedJob(
        job.memoryBytes(),
        job.sourceBytes(),
        diskBytes,
        policy,
        job.threads(),
        job.rowGroupBytes(),
        job.fileBytes(),
        job.rows(),
        job.rowBytes(),
        job.blockRows(),
        job.leaves());
  }
}
