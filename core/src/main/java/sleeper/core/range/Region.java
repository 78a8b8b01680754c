package sleeper.core.range;

import java.util.ArrayList;
import java.util.List;
import sleeper.core.key.Key;
import sleeper.core.schema.Schema;

/**
 * A box of row keys: one range for each row key field, in the schema's order.
 *
 * @param ranges the ranges, one for each row key
 */
public record Region(List<Range> ranges) {

  public Region {
    ranges = List.copyOf(ranges);
  }

  /** All keys: every row key of the schema unbounded. */
  public static Region all(Schema schema) {
    return new Region(schema.rowKeyFields().stream().map(Range::all).toList());
  }

  /** The same keys with every range as {@link Range#canonical} has it. */
  public Region canonical() {
    return new Region(ranges.stream().map(Range::canonical).toList());
  }

  /** The same region with another range in the dimension of a row key. */
  public Region withRange(int dimension, Range range) {
    List<Range> changed = new ArrayList<>(ranges);
    changed.set(dimension, range);
    return new Region(changed);
  }

  /** The range of the row key at a position. */
  public Range range(int dimension) {
    return ranges.get(dimension);
  }

  /** Whether all row keys lie in their ranges. */
  public boolean contains(Key rowKeys) {
    for (int i = 0; i < ranges.size(); i++) {
      if (!ranges.get(i).contains(rowKeys.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** Whether some key can be in both regions. */
  public boolean overlaps(Region other) {
    for (int i = 0; i < ranges.size(); i++) {
      if (!ranges.get(i).overlaps(other.ranges.get(i))) {
        return false;
      }
    }
    return true;
  }
}
