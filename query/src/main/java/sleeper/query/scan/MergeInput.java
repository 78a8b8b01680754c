package sleeper.query.scan;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import sleeper.core.schema.PrimitiveType;
import sleeper.core.schema.Schema;
import sleeper.parquet.block.BlockSource;
import sleeper.parquet.block.Column;
import sleeper.parquet.block.RowBlock;

/** One sorted source of a merge, at one of its rows. */
final class MergeInput {

  private final BlockSource source;
  private final PrimitiveType[] keyTypes;
  private final Column[] keys;
  private @Nullable RowBlock block;
  private long[] prefixes = new long[0];
  private int position;

  /**
   * A source before its first row.
   *
   * @param keyCount how many columns, from the first, rows are ordered by
   */
  MergeInput(BlockSource source, Schema schema, int keyCount) {
    this.source = source;
    keyTypes = new PrimitiveType[keyCount];
    keys = new Column[keyCount];
    for (int i = 0; i < keyCount; i++) {
      keyTypes[i] = schema.field(i).primitiveType();
    }
  }

  /** Reads the next block; without one, the source is at its end. */
  void load() throws IOException {
    RowBlock next = source.next();
    block = next;
    position = 0;
    if (next == null) {
      return;
    }
    for (int i = 0; i < keys.length; i++) {
      keys[i] = next.column(i);
    }
    if (prefixes.length < next.rows()) {
      prefixes = new long[next.rows()];
    }
    KeyPrefix.fill(keyTypes[0], keys[0], prefixes);
  }

  /** Whether there are no more rows. */
  boolean isAtEnd() {
    return block == null;
  }

  /** Whether all rows of the block have been passed. */
  boolean isBlockPassed() {
    return block != null && position == block.rows();
  }

  /** The rows it stands in. */
  RowBlock block() {
    if (block == null) {
      throw new IllegalStateException("The source is at its end");
    }
    return block;
  }

  int position() {
    return position;
  }

  void advance() {
    position++;
  }

  /** Whether its row comes before the row of another source, which is further back in the order. */
  boolean isBefore(MergeInput later) {
    return compare(later) <= 0;
  }

  private int compare(MergeInput other) {
    long left = prefixes[position];
    long right = other.prefixes[other.position];
    return left == right ? compareKeys(other) : Long.compare(left, right);
  }

  private int compareKeys(MergeInput other) {
    for (int i = 0; i < keys.length; i++) {
      int order =
          ColumnOrder.compare(keyTypes[i], keys[i], position, other.keys[i], other.position);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  long memoryBytes() {
    return source.memoryBytes() + (long) Long.BYTES * prefixes.length;
  }

  void close() throws IOException {
    source.close();
  }
}
