package sleeper.ingest.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sleeper.core.partition.PartitionTree;
import sleeper.core.row.Row;
import sleeper.core.schema.Schema;
import sleeper.ingest.output.WrittenFile;
import sleeper.parquet.block.Column;
import sleeper.parquet.block.RowBlock;

class IngestPipelinePropertyTest {

  private static final long FIRST_SEED = Long.getLong("seed", 20260101);
  private static final int SEEDS = Integer.getInteger("seeds", 60);

  @TempDir Path folder;

  @Test
  void shouldWriteEveryRowSortedIntoItsLeafWhateverSchemaTreeBudgetAndThreads() throws Exception {
    for (long seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed++) {
      try {
        check(seed);
      } catch (Throwable e) {
        throw new AssertionError("Fails with -Dseed=" + seed + " -Dseeds=1", e);
      }
    }
  }

  private void check(long seed) throws IOException {
    RandomJob job = new RandomJob(seed);
    Random random = new Random(~seed);
    Schema schema = job.schema();
    PartitionTree tree = job.tree(schema, random.nextInt(4) == 0 ? 200 : random.nextInt(6));
    List<Row> rows = job.rows(schema, 1 + random.nextInt(random.nextBoolean() ? 20 : 12_000));
    PipelineSettings settings =
        PipelineSettings.builder(schema, tree, folder)
            .memoryBytes(PipelineSettings.MIN_MEMORY_BYTES << random.nextInt(4))
            .threads(1 + random.nextInt(3))
            .rowGroupRows(1 + random.nextInt(20_000))
            .rowGroupBytes(1 << random.nextInt(24))
            .build();
    CollectingSink sink = new CollectingSink(schema);
    List<WrittenFile> files;
    try (IngestPipeline pipeline = new IngestPipeline(settings, sink, ProgressListener.NONE)) {
      addInBlocks(pipeline, schema, rows, random);
      files = pipeline.finish();
      assertThat(pipeline.metrics().rows()).isEqualTo(rows.size());
    }
    Map<String, List<Row>> expected = RandomJob.expected(schema, tree, rows);
    Map<String, List<Row>> actual = new LinkedHashMap<>();
    for (WrittenFile file : files) {
      actual.put(file.partitionId(), sink.rowsByFile.get(file.filename()));
      assertThat(file.rows()).isEqualTo(expected.get(file.partitionId()).size());
    }
    assertThat(actual.keySet()).isEqualTo(expected.keySet());
    for (String leaf : expected.keySet()) {
      List<Row> want = expected.get(leaf);
      List<Row> got = actual.get(leaf);
      for (int i = 0; i < want.size(); i++) {
        List<Object> wanted = TestColumns.comparable(want.get(i));
        if (!wanted.equals(TestColumns.comparable(got.get(i)))) {
          assertThat(TestColumns.comparable(got.get(i)))
              .as("leaf %s row %d", leaf, i)
              .isEqualTo(wanted);
        }
      }
    }
    assertThat(sink.open).hasValue(0);
    assertThat(folder).isEmptyDirectory();
  }

  private static void addInBlocks(
      IngestPipeline pipeline, Schema schema, List<Row> rows, Random random) throws IOException {
    int from = 0;
    while (from < rows.size()) {
      int to = Math.min(rows.size(), from + 1 + random.nextInt(3000));
      RowBlock block = TestColumns.block(schema, rows.subList(from, to));
      if (random.nextInt(3) > 0) {
        List<Column> columns = new ArrayList<>();
        block
            .columns()
            .forEach(
                column -> columns.add(random.nextBoolean() ? TestColumns.encoded(column) : column));
        block = new RowBlock(schema, columns, block.rows());
      }
      pipeline.add(block);
      from = to;
    }
  }
}
