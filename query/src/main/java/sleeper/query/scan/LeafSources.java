package sleeper.query.scan;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import sleeper.core.schema.Schema;
import sleeper.parquet.block.BlockSource;

/**
 * The sorted sources of one leaf partition, as many open at once as there is memory for.
 *
 * <p>When one more does not fit, those that are open are merged into a run on disk, of which little
 * is in memory. Runs come before the files that are added after them, so that rows with equal keys
 * stay in order. When runs take half of the memory they are merged into one.
 */
final class LeafSources {

  /** Far from the number of files that operating systems let a process have open. */
  private static final int MOST_OPEN = 256;

  private static final int FEWEST_OPEN = 2;

  private final ScanSettings settings;
  private final Schema columns;
  private final int keyCount;
  private final List<BlockSource> sources = new ArrayList<>();
  private int runs;

  LeafSources(ScanSettings settings, Schema columns, int keyCount) {
    this.settings = settings;
    this.columns = columns;
    this.keyCount = keyCount;
  }

  /** Adds the next source in order, making room for it if need be; it is closed with the others. */
  void add(BlockSource source) throws IOException {
    try {
      if (isFull(source)) {
        mergeOpen();
      }
    } catch (IOException | RuntimeException e) {
      try (source) {
        throw e;
      }
    }
    sources.add(source);
  }

  /** All rows in order. */
  BlockSource merged() {
    return sources.size() == 1 ? sources.get(0) : merge(sources);
  }

  /** Closes what is open after a failure. */
  void closeAfter(Exception failure) {
    try {
      Closing.all(sources, BlockSource::close);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  private boolean isFull(BlockSource next) {
    return sources.size() == MOST_OPEN
        || (sources.size() >= FEWEST_OPEN
            && memoryOf(sources) + next.memoryBytes() > settings.memoryBytes());
  }

  private void mergeOpen() throws IOException {
    boolean areRunsMany = memoryOf(sources.subList(0, runs)) > settings.memoryBytes() / 2;
    boolean areFilesFew = sources.size() - runs < FEWEST_OPEN;
    int from = areRunsMany || areFilesFew ? 0 : runs;
    List<BlockSource> merging = sources.subList(from, sources.size());
    BlockSource run;
    try (MergedBlocks rows = merge(merging)) {
      run = MergedRun.of(rows, columns, settings);
    } finally {
      // Closed by the merge, whatever happened.
      merging.clear();
    }
    sources.add(run);
    runs = from + 1;
  }

  private MergedBlocks merge(List<BlockSource> some) {
    return new MergedBlocks(some, columns, keyCount, settings.blockRows());
  }

  private static long memoryOf(List<BlockSource> some) {
    return some.stream().mapToLong(BlockSource::memoryBytes).sum();
  }
}
