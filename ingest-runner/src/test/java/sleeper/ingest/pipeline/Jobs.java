package sleeper.ingest.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import sleeper.core.partition.PartitionTree;
import sleeper.core.partition.PartitionTrees;
import sleeper.core.row.Row;
import sleeper.core.schema.PrimitiveType;
import sleeper.core.schema.Schema;
import sleeper.parquet.block.RowBlock;

/** Rows of a plain schema for tests of single behaviours. */
final class Jobs {

  static final Schema SCHEMA =
      Schema.builder()
          .rowKey("key", PrimitiveType.LONG)
          .sortKey("sort", PrimitiveType.INT)
          .value("text", PrimitiveType.STRING)
          .value("position", PrimitiveType.LONG)
          .build();

  private static final int BLOCK_ROWS = 1000;
  private static final String TEXT = "some text that takes room in memory ".repeat(3);

  private Jobs() {}

  static PartitionTree tree(Long... splitPoints) {
    int[] next = new int[1];
    return PartitionTrees.fromSplitPoints(SCHEMA, List.of(splitPoints), () -> "p" + next[0]++);
  }

  /** Rows with given keys, scattered sort keys and their position. */
  static List<Row> rows(int count, IntFunction<Long> keys) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int sort = (int) (i * 2654435761L >>> 8) % 100;
      rows.add(Row.of(SCHEMA, keys.apply(i), sort, TEXT + i, (long) i));
    }
    return rows;
  }

  /** A key that is scattered over some range. */
  static long scattered(int position, int range) {
    return Math.floorMod(position * 2654435761L, (long) range);
  }

  static void add(IngestPipeline pipeline, List<Row> rows) throws java.io.IOException {
    for (RowBlock block : blocks(rows)) {
      pipeline.add(block);
    }
  }

  static List<RowBlock> blocks(List<Row> rows) {
    List<RowBlock> blocks = new ArrayList<>();
    for (int from = 0; from < rows.size(); from += BLOCK_ROWS) {
      int to = Math.min(rows.size(), from + BLOCK_ROWS);
      blocks.add(TestColumns.block(SCHEMA, rows.subList(from, to)));
    }
    return blocks;
  }
}
