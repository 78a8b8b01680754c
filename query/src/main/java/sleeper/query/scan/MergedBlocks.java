package sleeper.query.scan;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sleeper.core.schema.Schema;
import sleeper.parquet.block.BlockSource;
import sleeper.parquet.block.RowBlock;
import sleeper.query.block.BlockBuilder;

/**
 * Sorted sources merged into one, in the order of their keys; of equal keys the rows of the earlier
 * source come first.
 *
 * <p>The tournament decides runs of rows; they are then copied a column at a time. Memory: the
 * blocks of all sources, and as much again for the merged block.
 */
final class MergedBlocks implements BlockSource {

  /** Values so large that fewer rows make a block. */
  private static final long MAX_BLOCK_BYTES = 8L << 20;

  private final List<MergeInput> inputs;
  private final BlockBuilder merged;
  private final int blockRows;
  private final List<Run> runs = new ArrayList<>();
  private @Nullable LoserTree tree;
  private int runRows;

  /** The rows {@code from} up to {@code to} of the block at which a source stands. */
  private record Run(MergeInput input, int from, int to) {}

  /**
   * A merge that reads nothing yet.
   *
   * @param sources sorted sources of blocks of the schema, closed by this one
   * @param keyCount how many columns, from the first, rows are ordered by
   */
  MergedBlocks(List<? extends BlockSource> sources, Schema schema, int keyCount, int blockRows) {
    inputs = sources.stream().map(source -> new MergeInput(source, schema, keyCount)).toList();
    merged = new BlockBuilder(schema, 0);
    this.blockRows = blockRows;
  }

  @Override
  public @Nullable RowBlock next() throws IOException {
    if (inputs.isEmpty()) {
      return null;
    }
    LoserTree tournament = tournament();
    merged.clear();
    while (hasRoom() && !inputs.get(tournament.winner()).isAtEnd()) {
      decideRuns(tournament);
      copyRuns();
      MergeInput passed = inputs.get(tournament.winner());
      if (passed.isBlockPassed()) {
        passed.load();
        tournament.replay();
      }
    }
    return merged.rows() == 0 ? null : merged.block();
  }

  @Override
  public long memoryBytes() {
    long bytes = merged.allocatedBytes();
    for (MergeInput input : inputs) {
      bytes += input.memoryBytes();
    }
    return bytes;
  }

  @Override
  public void close() throws IOException {
    Closing.all(inputs, MergeInput::close);
  }

  private boolean hasRoom() {
    return merged.rows() < blockRows && merged.usedBytes() < MAX_BLOCK_BYTES;
  }

  private LoserTree tournament() throws IOException {
    LoserTree tournament = tree;
    if (tournament == null) {
      for (MergeInput input : inputs) {
        input.load();
      }
      tournament = new LoserTree(inputs);
      tree = tournament;
    }
    return tournament;
  }

  /**
   * Goes on until a block is passed or there are enough rows; the winner is then the last run's.
   */
  private void decideRuns(LoserTree tournament) {
    int wanted = blockRows - merged.rows();
    runRows = 0;
    while (runRows < wanted) {
      int winner = tournament.winner();
      MergeInput input = inputs.get(winner);
      if (input.isAtEnd()) {
        return;
      }
      int from = input.position();
      do {
        input.advance();
        if (input.isBlockPassed()) {
          add(input, from);
          return;
        }
        tournament.replay();
      } while (tournament.winner() == winner && runRows + input.position() - from < wanted);
      add(input, from);
    }
  }

  private void add(MergeInput input, int from) {
    runs.add(new Run(input, from, input.position()));
    runRows += input.position() - from;
  }

  private void copyRuns() {
    for (Run run : runs) {
      merged.append(run.input().block(), run.from(), run.to());
    }
    runs.clear();
  }
}
