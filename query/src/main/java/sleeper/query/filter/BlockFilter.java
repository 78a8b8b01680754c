package sleeper.query.filter;

import java.util.Arrays;
import java.util.List;
import sleeper.core.error.InvalidInput;
import sleeper.core.schema.Schema;
import sleeper.parquet.block.RowBlock;

/**
 * Finds the rows of blocks that a filter keeps, a column at a time.
 *
 * <p>Memory: three bytes and an int for each row of the largest block. Not thread-safe.
 */
public final class BlockFilter {

  private final List<ColumnTest> all;
  private final List<List<ColumnTest>> alternatives;
  private byte[] keep = new byte[0];
  private byte[] some = new byte[0];
  private byte[] one = new byte[0];
  private int[] selected = new int[0];

  /**
   * A filter of blocks of a schema.
   *
   * @throws InvalidInput if the filter asks for a field that the schema has not
   */
  public BlockFilter(RowFilter filter, Schema schema) {
    all = tests(filter.all(), schema);
    alternatives = filter.alternatives().stream().map(each -> tests(each, schema)).toList();
  }

  /**
   * Selects the rows to keep.
   *
   * @return how many there are; {@link #selected} has their positions
   */
  public int select(RowBlock block) {
    int rows = block.rows();
    ensureCapacity(rows);
    Arrays.fill(keep, 0, rows, (byte) 1);
    match(all, block, keep);
    if (!alternatives.isEmpty()) {
      matchAny(block, rows);
    }
    return collect(rows);
  }

  /** The positions of the rows selected last, ascending; as many as {@link #select} returned. */
  public int[] selected() {
    return selected;
  }

  private void matchAny(RowBlock block, int rows) {
    Arrays.fill(some, 0, rows, (byte) 0);
    for (List<ColumnTest> alternative : alternatives) {
      Arrays.fill(one, 0, rows, (byte) 1);
      match(alternative, block, one);
      for (int i = 0; i < rows; i++) {
        some[i] |= one[i];
      }
    }
    for (int i = 0; i < rows; i++) {
      keep[i] &= some[i];
    }
  }

  private int collect(int rows) {
    int count = 0;
    for (int i = 0; i < rows; i++) {
      selected[count] = i;
      count += keep[i];
    }
    return count;
  }

  private void ensureCapacity(int rows) {
    if (keep.length < rows) {
      keep = new byte[rows];
      some = new byte[rows];
      one = new byte[rows];
      selected = new int[rows];
    }
  }

  private static void match(List<ColumnTest> tests, RowBlock block, byte[] keep) {
    for (ColumnTest test : tests) {
      test.match(block.column(test.field()), keep);
    }
  }

  private static List<ColumnTest> tests(List<Comparison> comparisons, Schema schema) {
    return comparisons.stream().map(comparison -> test(comparison, schema)).toList();
  }

  private static ColumnTest test(Comparison comparison, Schema schema) {
    int field = schema.indexOf(comparison.field().name());
    if (field < 0) {
      throw new InvalidInput("No field named " + comparison.field().name());
    }
    return ColumnTest.of(field, comparison);
  }
}
