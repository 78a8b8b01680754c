package sleeper.query.scan;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sleeper.parquet.block.BlockSource;
import sleeper.parquet.block.RowBlock;

/** The rows of leaf partitions one after another; one leaf is open at a time. */
final class LeafChain implements BlockSource {

  private final LeafReader reader;
  private final Iterator<LeafRead> leaves;
  private @Nullable BlockSource leaf;
  private long memoryBytes;

  LeafChain(LeafReader reader, List<LeafRead> leaves) {
    this.reader = reader;
    this.leaves = leaves.iterator();
  }

  @Override
  public @Nullable RowBlock next() throws IOException {
    while (leaf != null || leaves.hasNext()) {
      BlockSource current = leaf == null ? reader.open(leaves.next()) : leaf;
      leaf = current;
      RowBlock block = current.next();
      memoryBytes = Math.max(memoryBytes, current.memoryBytes());
      if (block != null) {
        return block;
      }
      close();
    }
    return null;
  }

  /** The most that a leaf so far has held. */
  @Override
  public long memoryBytes() {
    return memoryBytes;
  }

  @Override
  public void close() throws IOException {
    BlockSource current = leaf;
    leaf = null;
    if (current != null) {
      current.close();
    }
  }
}
