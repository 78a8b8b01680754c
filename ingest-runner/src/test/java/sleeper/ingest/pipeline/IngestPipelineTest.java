package sleeper.ingest.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sleeper.core.error.BudgetExceeded;
import sleeper.core.partition.PartitionTree;
import sleeper.core.row.Row;
import sleeper.ingest.output.WrittenFile;

class IngestPipelineTest {

  private static final long MIB = 1L << 20;

  @TempDir Path folder;

  private final CollectingSink sink = new CollectingSink(Jobs.SCHEMA);

  @Test
  void shouldWriteNoFileWithoutRows() throws IOException {
    try (IngestPipeline pipeline = pipeline(settings(Jobs.tree(5L)).build())) {
      assertThat(pipeline.finish()).isEmpty();
    }
    assertThat(sink.rowsByFile).isEmpty();
  }

  @Test
  void shouldWriteNoFileForLeavesWithoutRows() throws IOException {
    PipelineMetrics metrics =
        ingest(settings(Jobs.tree(10L, 20L)), Jobs.rows(100, i -> (long) i % 10));
    assertThat(metrics.files()).isEqualTo(1);
  }

  @Test
  void shouldKeepRowsInMemoryBelowTheBudget() throws IOException {
    PipelineMetrics metrics =
        ingest(settings(Jobs.tree(500L)).memoryBytes(64 * MIB), scatteredRows(20_000));
    assertThat(metrics.spills()).isZero();
    assertThat(metrics.spilledBytes()).isZero();
  }

  @Test
  void shouldSpillWhenBlocksReachTheBudget() throws IOException {
    PipelineMetrics metrics =
        ingest(
            settings(Jobs.tree(200L, 400L, 600L, 800L)).memoryBytes(4 * MIB),
            scatteredRows(30_000));
    assertThat(metrics.spills()).isPositive();
    assertThat(metrics.spilledBytes()).isGreaterThan(2 * MIB);
    assertThat(metrics.peakMemoryBytes()).isLessThanOrEqualTo(4 * MIB);
  }

  @Test
  void shouldCutLeafTooLargeForMemoryIntoRangesOfKeys() throws IOException {
    PipelineMetrics metrics =
        ingest(settings(Jobs.tree()).memoryBytes(2 * MIB), scatteredRows(40_000));
    assertThat(metrics.subRangeLeaves()).isPositive();
    assertThat(metrics.files()).isEqualTo(1);
    assertThat(metrics.peakMemoryBytes()).isLessThanOrEqualTo(2 * MIB);
  }

  @Test
  void shouldCutOneRowKeyIntoRangesOfSortKeys() throws IOException {
    PipelineMetrics metrics =
        ingest(settings(Jobs.tree()).memoryBytes(2 * MIB), Jobs.rows(40_000, i -> 7L));
    assertThat(metrics.subRangeLeaves()).isPositive();
    assertThat(metrics.mergedLeaves()).isZero();
  }

  @Test
  void shouldMergeRunsWhereAllRowsHaveTheSameKeys() throws IOException {
    List<Row> rows = Jobs.rows(30_000, i -> 7L);
    rows.forEach(row -> row.put("sort", 1));
    PipelineMetrics metrics = ingest(settings(Jobs.tree()).memoryBytes(2 * MIB), rows);
    assertThat(metrics.mergedLeaves()).isPositive();
    assertThat(metrics.subRangeLeaves()).isZero();
  }

  @Test
  void shouldMergeRunsWhereMostRowsHaveTheSameKeys() throws IOException {
    List<Row> rows = Jobs.rows(30_000, i -> i % 20 == 0 ? Jobs.scattered(i, 1000) : 7L);
    rows.forEach(row -> row.put("sort", 1));
    PipelineMetrics metrics = ingest(settings(Jobs.tree()).memoryBytes(2 * MIB), rows);
    assertThat(metrics.mergedLeaves()).isPositive();
  }

  @Test
  void shouldFlushAllLeavesWhereTheDiskBudgetIsUsedUp() throws IOException {
    List<Row> rows = scatteredRows(30_000);
    PipelineSettings settings =
        settings(Jobs.tree(500L))
            .memoryBytes(4 * MIB)
            .diskBytes(0)
            .fullPolicy(FullPolicy.FLUSH)
            .build();
    try (IngestPipeline pipeline = pipeline(settings)) {
      Jobs.add(pipeline, rows);
      List<WrittenFile> files = pipeline.finish();
      assertThat(pipeline.metrics().flushes()).isPositive();
      assertThat(pipeline.metrics().spills()).isZero();
      assertThat(files).hasSizeGreaterThan(2).doesNotHaveDuplicates();
      assertThat(files.stream().mapToLong(WrittenFile::rows).sum()).isEqualTo(rows.size());
    }
    sink.rowsByFile
        .values()
        .forEach(file -> assertThat(file).isSortedAccordingTo(RandomJob.order(Jobs.SCHEMA)));
    assertThat(allPositions()).hasSize(rows.size()).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void shouldRefuseRowsThatFitNeitherMemoryNorDisk(int threads) throws IOException {
    PipelineSettings settings =
        settings(Jobs.tree(500L)).memoryBytes(4 * MIB).diskBytes(MIB).threads(threads).build();
    try (IngestPipeline pipeline = pipeline(settings)) {
      assertThatThrownBy(
              () -> {
                Jobs.add(pipeline, scatteredRows(50_000));
                pipeline.finish();
              })
          .isInstanceOf(BudgetExceeded.class)
          .hasMessageContaining("raise one of them")
          .hasMessageContaining("diskBudgetBytes=" + MIB);
    }
    assertThat(sink.rowsByFile).isEmpty();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void shouldRefuseRowLargerThanQuarterOfTheBudgetWithItsPlace() throws IOException {
    List<Row> rows = Jobs.rows(10, i -> (long) i);
    rows.get(6).put("text", "x".repeat((int) MIB + 1));
    try (IngestPipeline pipeline = pipeline(settings(Jobs.tree()).memoryBytes(4 * MIB).build())) {
      assertThatThrownBy(
              () ->
                  pipeline.add(
                      Jobs.blocks(rows).get(0), row -> "file=in.parquet, row=" + (100 + row)))
          .isInstanceOf(BudgetExceeded.class)
          .hasMessageContaining("file=in.parquet, row=106")
          .hasMessageContaining("quarter of the memory budget");
    }
  }

  @Test
  void shouldTakeRowsOfNearlyQuarterOfTheBudget() throws IOException {
    List<Row> rows = Jobs.rows(12, i -> Jobs.scattered(i, 1000));
    rows.forEach(row -> row.put("text", "x".repeat((int) MIB - 100) + row.get("position")));
    PipelineMetrics metrics = ingest(settings(Jobs.tree(500L)).memoryBytes(4 * MIB), rows);
    assertThat(metrics.rows()).isEqualTo(12);
  }

  @Test
  void shouldWriteTheSameFilesForAnyNumberOfThreads() throws IOException {
    List<Row> rows = scatteredRows(30_000);
    CollectingSink one = new CollectingSink(Jobs.SCHEMA);
    CollectingSink four = new CollectingSink(Jobs.SCHEMA);
    PipelineSettings.Builder builder =
        settings(Jobs.tree(100L, 200L, 900L)).memoryBytes(2 * MIB).rowGroupRows(700);
    for (CollectingSink target : List.of(one, four)) {
      PipelineSettings settings = builder.threads(target == one ? 1 : 4).build();
      try (IngestPipeline pipeline = new IngestPipeline(settings, target, ProgressListener.NONE)) {
        Jobs.add(pipeline, rows);
        pipeline.finish();
      }
    }
    assertThat(four.groupsByFile).isEqualTo(one.groupsByFile);
    assertThat(four.rowsByFile).isEqualTo(one.rowsByFile);
  }

  @Test
  void shouldTellHowFarItIs() throws IOException {
    List<String> heard = new ArrayList<>();
    ProgressListener listener =
        new ProgressListener() {
          @Override
          public void rowsTaken(long rows) {
            heard.add("taken " + rows);
          }

          @Override
          public void finishing(int leaves, long rows) {
            heard.add("finishing " + leaves + " leaves " + rows + " rows");
          }

          @Override
          public void leafFinished(int leaves, long rows) {
            heard.add("finished " + leaves + " leaves " + rows + " rows");
          }
        };
    PipelineSettings settings = settings(Jobs.tree(500L)).threads(1).build();
    try (IngestPipeline pipeline = new IngestPipeline(settings, sink, listener)) {
      Jobs.add(pipeline, Jobs.rows(1500, i -> i % 3 == 0 ? 1L : 900L));
      pipeline.finish();
    }
    assertThat(heard)
        .containsExactly(
            "taken 1000",
            "taken 1500",
            "finishing 2 leaves 1500 rows",
            "finished 1 leaves 1000 rows",
            "finished 2 leaves 1500 rows");
  }

  @Test
  void shouldCountLeavesUpWhateverThreadsFinishThem() throws IOException {
    Queue<Integer> finished = new ConcurrentLinkedQueue<>();
    ProgressListener listener =
        new ProgressListener() {
          @Override
          public void rowsTaken(long rows) {}

          @Override
          public void finishing(int leaves, long rows) {}

          @Override
          public void leafFinished(int leaves, long rows) {
            if (leaves % 2 == 1) {
              LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
            }
            finished.add(leaves);
          }
        };
    Long[] splitPoints = LongStream.range(1, 100).boxed().toArray(Long[]::new);
    PipelineSettings settings = settings(Jobs.tree(splitPoints)).threads(4).build();
    try (IngestPipeline pipeline = new IngestPipeline(settings, sink, listener)) {
      Jobs.add(pipeline, Jobs.rows(2000, i -> i % 100L));
      pipeline.finish();
    }

    assertThat(finished).containsExactlyElementsOf(IntStream.rangeClosed(1, 100).boxed().toList());
  }

  /** Ingests, checks that every leaf has its rows in order, and gives the metrics. */
  private PipelineMetrics ingest(PipelineSettings.Builder builder, List<Row> rows)
      throws IOException {
    PipelineSettings settings = builder.build();
    PipelineMetrics metrics;
    try (IngestPipeline pipeline = pipeline(settings)) {
      Jobs.add(pipeline, rows);
      pipeline.finish();
      metrics = pipeline.metrics();
    }
    RandomJob.expected(Jobs.SCHEMA, settings.tree(), rows)
        .forEach((leaf, want) -> assertThat(sink.rowsByFile.get(leaf + "-0")).isEqualTo(want));
    assertThat(sink.rowsByFile.values().stream().mapToInt(List::size).sum()).isEqualTo(rows.size());
    assertThat(sink.open).hasValue(0);
    assertThat(folder).isEmptyDirectory();
    return metrics;
  }

  private List<Object> allPositions() {
    List<Object> positions = new ArrayList<>();
    sink.rowsByFile
        .values()
        .forEach(file -> file.forEach(row -> positions.add(row.get("position"))));
    return positions;
  }

  private static List<Row> scatteredRows(int count) {
    IntFunction<Long> keys = i -> Jobs.scattered(i, 1000);
    return Jobs.rows(count, keys);
  }

  private PipelineSettings.Builder settings(PartitionTree tree) {
    return PipelineSettings.builder(Jobs.SCHEMA, tree, folder).threads(2);
  }

  private IngestPipeline pipeline(PipelineSettings settings) {
    return new IngestPipeline(settings, sink, ProgressListener.NONE);
  }
}
